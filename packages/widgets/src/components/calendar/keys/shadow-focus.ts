import type { LitElement } from 'lit';

/** The first element in a component's shadow root that matches. */
export function find(host: LitElement, selector: string): HTMLElement | null {
  return host.renderRoot.querySelector<HTMLElement>(selector);
}

/** Focuses what the next render puts there. */
export async function focusAfterUpdate(host: LitElement, selector: string): Promise<void> {
  await host.updateComplete;
  find(host, selector)?.focus();
}

/** Brings a part into view if it is not, gently unless that is not wanted. */
export function reveal(host: LitElement, selector: string): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  find(host, selector)?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
}

/** The `data-*` of the button an event came from. */
export function dataOf(event: Event, name: string): string | undefined {
  const { target } = event;
  return target instanceof Element
    ? target.closest<HTMLElement>(`button[data-${name}]`)?.dataset[name]
    : undefined;
}

/** Whether keys are held that make a shortcut of the browser or the system out of a key. */
export function isShortcut({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey;
}
