/**
 * Finds another of our elements that the page's author has placed. It does not find elements that our own elements
 * place, because they are in a shadow root.
 */
export function neighbour(...tags: readonly string[]): HTMLElement | null {
  for (const tag of tags) {
    const found = document.querySelector<HTMLElement>(tag);
    if (found) return found;
  }
  return null;
}

/** Scrolls to an element and moves focus to it. The element itself may then move focus to a part of it. */
export function goTo(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
}
