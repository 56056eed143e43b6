/**
 * Scrolls to what has got the focus when it is not seen: outside of the window, or below a sticky part of the page or of
 * our own. One listener on each element of the page covers every place that moves the focus, and the Tab key (WCAG
 * 2.4.11). It waits one frame, because some places move the focus first and scroll afterwards.
 */
export function keepFocusSeen(): void {
  requestAnimationFrame(() => {
    const focused = deepest((root) => root.activeElement);
    if (focused && !isSeen(focused)) focused.scrollIntoView({ block: 'center' });
  });
}

/** Whether the first and the last line of an element are in the window, with nothing over them. */
function isSeen(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const x = left + width / 2;
  return [top + 4, top + Math.min(height, innerHeight / 2) - 4].every((y) => {
    let node: Node | null = deepest((root) => root.elementFromPoint(x, y));
    while (node && node !== element) node = node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;
    return node !== null;
  });
}

/** Asks the document, then the shadow root of each answer: what has the focus, or what is at a point. */
function deepest(ask: (root: DocumentOrShadowRoot) => Element | null): Element | null {
  let found: Element | null = null;
  for (let next = ask(document); next && next !== found; next = next.shadowRoot && ask(next.shadowRoot)) {
    found = next;
  }
  return found;
}
