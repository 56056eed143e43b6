/** An element that the page has placed, with the level of its first heading. */
interface WithHeadings extends HTMLElement {
  readonly headingLevel: number;
}

const kept = new WeakSet<Node>();

/**
 * Gives all headings inside an element their level, also the headings of the elements within it and those that are drawn
 * later. Our templates begin with `h2`; a page with another order of headings says so in `heading-level`. Loaded only
 * when the level is not 2.
 */
export function keepHeadingLevels(element: WithHeadings): void {
  const { shadowRoot, headingLevel } = element;
  if (!shadowRoot || kept.has(shadowRoot)) return;
  const first = Math.min(4, Math.max(1, Math.round(headingLevel) || 2));
  follow(shadowRoot, first - 2);
}

function follow(root: ShadowRoot, shift: number): void {
  kept.add(root);
  const look = () => {
    for (const element of root.querySelectorAll('*')) {
      const own = /^h([2-6])$/i.exec(element.localName)?.[1];
      const level = String(Number(own) + shift);
      if (own && element.ariaLevel !== level) element.ariaLevel = level;
      else if (element.shadowRoot && !kept.has(element.shadowRoot)) follow(element.shadowRoot, shift);
      else if (element.localName.includes('-') && !element.shadowRoot && !kept.has(element)) {
        kept.add(element);
        lookWhenDefined(element, shift);
      }
    }
  };
  new MutationObserver(look).observe(root, { childList: true, subtree: true });
  look();
}

/** An element whose code has not been loaded gets its shadow root later. */
function lookWhenDefined(element: Element, shift: number): void {
  void customElements.whenDefined(element.localName).then(() => {
    const { shadowRoot } = element;
    if (shadowRoot && !kept.has(shadowRoot)) follow(shadowRoot, shift);
  });
}
