/** What an element asks of the page's loader; the loader answers in `loading`. */
export interface Wanted {
  readonly tag: string;
  loading?: Promise<unknown> | undefined;
}

/** Heard by `loader.ts`. Between our own scripts; not part of the contract with pages. */
const wantedEvent = 'bq-element-wanted';

/**
 * Has another of our elements loaded, which this one leads to: a booking leads to a waitlist, a waitlist to a booking.
 * Elements do not import each other. They would need each other in a circle, and a patient who only books would wait
 * for what only others need; the loader knows where each of them is.
 * @returns whether it is there; without a loader on the page, or without a network, it is not
 */
export async function wantElement(tag: string): Promise<boolean> {
  if (customElements.get(tag)) return true;
  const wanted: Wanted = { tag };
  document.dispatchEvent(new CustomEvent(wantedEvent, { detail: wanted }));
  await wanted.loading?.catch(() => undefined);
  return customElements.get(tag) !== undefined;
}
