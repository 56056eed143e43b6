/**
 * Another of our elements that the page's author has placed, to go on with. Ours are never found: they stand in a
 * shadow root.
 */
export function neighbour(...tags: readonly string[]): HTMLElement | null {
  for (const tag of tags) {
    const found = document.querySelector<HTMLElement>(tag);
    if (found) return found;
  }
  return null;
}

/** Shows it and moves focus there; what it does next may move focus further inside. */
export function goTo(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
}
