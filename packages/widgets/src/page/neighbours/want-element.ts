/** A request to the page's loader for an element. The loader answers in `loading`. */
export interface Wanted {
  readonly tag: string;
  loading?: Promise<unknown> | undefined;
}

/** Heard by `loader.ts`. Between our own scripts; not part of the contract with pages. */
const wantedEvent = 'bq-element-wanted';

/**
 * Asks the loader for another element: a booking needs a waitlist, a waitlist needs a booking. Elements do not import
 * each other, because that would be a circle, and a patient who only books would wait for code that they do not need.
 * @returns whether the element is loaded; false without a loader on the page or without a network
 */
export async function wantElement(tag: string): Promise<boolean> {
  if (customElements.get(tag)) return true;
  const wanted: Wanted = { tag };
  document.dispatchEvent(new CustomEvent(wantedEvent, { detail: wanted }));
  await wanted.loading?.catch(() => undefined);
  return customElements.get(tag) !== undefined;
}
