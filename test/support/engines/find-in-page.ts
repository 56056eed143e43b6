/**
 * Runs inside a page: finds an element by role and accessible name, also inside open shadow roots. It knows only what the journeys press and read. Visible elements only.
 * @param role `button`, `link`, `tab`, `textbox`, `radio`, `checkbox`, `heading`, `text`, or a CSS selector
 * @param pattern source of a regular expression for the whole name
 * @param index which of those that match, in the order of the page
 */
export function findInPage(role: string, pattern: string, index: number): Element | null {
  const kinds: Record<string, string> = {
    button: 'button, [role=button]',
    link: 'a[href]',
    tab: '[role=tab]',
    textbox: 'input:not([type=radio], [type=checkbox]), textarea',
    radio: 'input[type=radio]',
    checkbox: 'input[type=checkbox]',
    heading: 'h1, h2, h3, h4',
    text: 'p, dd, dt, li, h1, h2, h3, h4, button, a, span, label, legend',
  };
  const wanted = new RegExp(pattern);
  const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

  /** The words of an element, without what assistive technology leaves out. */
  const words = (node: Node): string => {
    if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
    if (node.getAttribute('aria-hidden') === 'true') return '';
    const parts =
      node.localName === 'slot' ? (node as HTMLSlotElement).assignedNodes() : [...node.childNodes];
    const text = parts.map(words).join('');
    return getComputedStyle(node).display.startsWith('inline') ? text : ` ${text} `;
  };
  const nameOf = (element: Element): string => {
    const root = element.getRootNode() as Document | ShadowRoot;
    const labelled = element.getAttribute('aria-labelledby');
    if (labelled)
      return plain(
        labelled
          .split(' ')
          .map((id) => root.getElementById(id)?.textContent)
          .join(' '),
      );
    const label = element.getAttribute('aria-label');
    if (label) return plain(label);
    const labels = (element as HTMLInputElement).labels;
    if (labels?.length) return plain([...labels].map(words).join(' '));
    return plain(words(element));
  };
  const isVisible = (element: Element): boolean =>
    element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';

  const found: Element[] = [];
  const look = (root: Document | ShadowRoot | Element): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(kinds[role] ?? role) && wanted.test(nameOf(element)) && isVisible(element)) {
        found.push(element);
      }
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return found[index] ?? null;
}
