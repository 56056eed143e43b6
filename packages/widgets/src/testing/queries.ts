/** Finds elements as a person does: by role and name, through open shadow roots. It is small on purpose. */

const implicit: Record<string, string> = {
  button: 'button',
  link: 'a[href]',
  heading: 'h1,h2,h3,h4,h5,h6',
  textbox: 'input:not([type]),input[type=text],input[type=email],input[type=tel],textarea',
  combobox: 'select',
  radio: 'input[type=radio]',
  checkbox: 'input[type=checkbox]',
  table: 'table',
  rowheader: 'th[scope=row]',
  alert: '',
  status: '[aria-live=polite]',
  tab: '',
  tabpanel: '',
  group: 'fieldset',
  radiogroup: '',
};

export type Name = string | RegExp;

// Compares the node type, not the class, because an iframe has its own classes.
const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;
const isText = (node: Node): node is Text => node.nodeType === Node.TEXT_NODE;
const isHtml = (element: Element): element is HTMLElement => 'click' in element;

/** Every element below `root`, shadow roots included, in document order. */
export function* deep(root: ParentNode): Generator<Element> {
  for (const child of root.children) {
    yield child;
    if (child.shadowRoot) yield* deep(child.shadowRoot);
    yield* deep(child);
  }
}

/** The accessible name, computed for our own markup: aria-label, aria-labelledby, a label, otherwise the text. */
export function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label');
  if (label) return label;
  const ids = element.getAttribute('aria-labelledby');
  const root = element.getRootNode() as ParentNode;
  if (ids) {
    return ids
      .split(/\s+/)
      .map((id) => root.querySelector(`#${CSS.escape(id)}`)?.textContent ?? '')
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
  }
  if ('labels' in element && element.labels instanceof NodeList && element.labels.length > 0) {
    return tidy(element.labels[0]?.textContent ?? '');
  }
  return tidy(visibleText(element));
}

function visibleText(element: Element): string {
  return [...element.childNodes]
    .map((node) => {
      if (isElement(node)) return node.getAttribute('aria-hidden') === 'true' ? '' : ` ${visibleText(node)} `;
      return isText(node) ? node.data : '';
    })
    .join('');
}

function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ([,.])/g, '$1')
    .trim();
}

function matches(element: Element, role: string, name: Name | undefined): boolean {
  const own = element.getAttribute('role');
  const selector = implicit[role];
  if (own ? own !== role : !(selector && element.matches(selector))) return false;
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  if (name === undefined) return true;
  const actual = nameOf(element);
  return typeof name === 'string' ? actual === name : name.test(actual);
}

/** All visible elements with this role and name (a string: the whole name; a pattern: any match). */
export function allByRole(root: Element, role: string, name?: Name): HTMLElement[] {
  return [...deep(root), ...(root.shadowRoot ? deep(root.shadowRoot) : [])].filter(
    (element): element is HTMLElement => isHtml(element) && matches(element, role, name),
  );
}

/** The one visible element with this role and name. */
export function byRole(root: Element, role: string, name?: Name): HTMLElement {
  const found = allByRole(root, role, name);
  const [first] = found;
  if (found.length !== 1 || !first) {
    const names = allByRole(root, role).map(nameOf).join(' | ');
    throw new Error(`${found.length} × ${role} "${name}"; there are: ${names}`);
  }
  return first;
}

/** The text a person can read in an element, shadow roots included. */
export function textOf(root: Element): string {
  const read = (node: Node): string => {
    if (isText(node)) return node.data;
    if (!isElement(node)) return [...node.childNodes].map(read).join(' ');
    if (node.localName === 'style' || !node.checkVisibility()) return '';
    return [...(node.shadowRoot ?? node).childNodes].map(read).join(' ');
  };
  return read(root).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').trim();
}

/** The element that has the focus, through shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
