import { placed } from './placed.ts';

/**
 * Finds another of our elements that the page's author has placed, also one inside an open shadow root of the page. It
 * does not find elements that our own elements place.
 */
export function neighbour(...tags: readonly string[]): HTMLElement | null {
  for (const tag of tags) {
    const found =
      document.querySelector<HTMLElement>(tag) ??
      [...placed].find((each) => each.matches(tag) && !isInside(each));
    if (found) return found;
  }
  return null;
}

/** Whether an element belongs to one of our own elements. */
function isInside(element: HTMLElement): boolean {
  const root = element.getRootNode();
  return root instanceof ShadowRoot && root.host.localName.startsWith('bq-');
}

/** Scrolls to an element and moves focus to it. The element itself may then move focus to a part of it. */
export function goTo(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
}
