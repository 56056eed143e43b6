import { deep } from './queries.ts';

/** Fails when a part inside an element that a page places cannot be styled from the page with `element::part(name)`. */
export function expectPartsReachable(element: Element): void {
  // The screens of the desk are no page's to style.
  if (!element.localName.startsWith('bq-')) return;
  const hidden = [...deep(element)]
    .filter((each) => each instanceof HTMLElement && each.part.length > 0)
    .flatMap((each) =>
      hostsBetween(each, element)
        .filter((host) => ![...each.part].every((name) => exported(host).includes(name)))
        .map((host) => `<${host.localName}> does not export the part "${each.part.value}"`),
    );
  if (hidden.length > 0) throw new Error([...new Set(hidden)].join('\n'));
}

const exported = (host: Element) => (host.getAttribute('exportparts') ?? '').split(/\s*,\s*/);

/** The elements that hold one in their shadow roots, up to the outermost, which needs to export nothing. */
function hostsBetween(inner: Element, outermost: Element): Element[] {
  const { host } = inner.getRootNode() as Partial<ShadowRoot>;
  return !host || host === outermost ? [] : [host, ...hostsBetween(host, outermost)];
}
