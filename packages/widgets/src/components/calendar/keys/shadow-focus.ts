import type { LitElement } from 'lit';

/** The first element in a component's shadow root that matches. */
export function find(host: LitElement, selector: string): HTMLElement | null {
  return host.renderRoot.querySelector<HTMLElement>(selector);
}

/** Moves focus to an element after the next render. */
export async function focusAfterUpdate(host: LitElement, selector: string): Promise<void> {
  await host.updateComplete;
  find(host, selector)?.focus();
}

/** Scrolls a part into view when it is not; smoothly, unless the patient prefers reduced motion. */
export function reveal(host: LitElement, selector: string): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  find(host, selector)?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
}

/** A `data-*` value of the button from which an event came. */
export function dataOf(event: Event, name: string): string | undefined {
  const { target } = event;
  return target instanceof Element
    ? target.closest<HTMLElement>(`button[data-${name}]`)?.dataset[name]
    : undefined;
}
