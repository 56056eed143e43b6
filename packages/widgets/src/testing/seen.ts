/** The height in pixels of the part of an element that a person sees: in the window, with nothing over it. */
export function seenPixels(element: Element | null): number {
  if (!element) return 0;
  const { left, top, width, bottom } = element.getBoundingClientRect();
  let seen = 0;
  for (let y = Math.ceil(top); y < Math.min(bottom, innerHeight); y++) {
    if (y >= 0 && isOnTop(element, left + width / 2, y)) seen += 1;
  }
  return seen;
}

function isOnTop(element: Element, x: number, y: number): boolean {
  let node: Node | null = document.elementFromPoint(x, y);
  while (node instanceof Element && node.shadowRoot) {
    const inner: Element | null = node.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === node) break;
    node = inner;
  }
  while (node && node !== element) node = node instanceof ShadowRoot ? node.host : node.parentNode;
  return node !== null;
}
