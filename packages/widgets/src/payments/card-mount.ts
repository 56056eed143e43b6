const name = 'bq-payment';

/** A place on the page itself for Stripe's frames, seen inside an element's shadow root. */
export interface CardMount {
  readonly node: HTMLElement;
  /** Takes away all that was added to the page. */
  remove(): void;
}

/**
 * Makes the place where Stripe mounts. Its frames do not work inside a shadow root (stripe-js#399), so the node
 * is a child of the outermost element around us, in the page, and each shadow root on the way passes it inwards by a
 * slot named `bq-payment`. The slots are added here; an element around us need not know.
 *
 * Made once and by hand: a framework that drew it again would empty Stripe's frames.
 *
 * @param inner the element in whose default slot the node shall be seen; on the page
 * @throws Error with what to change, where a shadow root on the way assigns its slots by hand
 */
export function makeCardMount(inner: Element): CardMount {
  const added: Element[] = [];
  const slot = inner.shadowRoot?.querySelector('slot');
  let host = inner;
  let root = inner.getRootNode();
  for (; root instanceof ShadowRoot; root = root.host.getRootNode()) {
    const passing = document.createElement('slot');
    passing.name = name;
    if (host !== inner) passing.slot = name;
    host.append(passing);
    added.push(passing);
    host = root.host;
  }
  const node = document.createElement('div');
  if (host !== inner) node.slot = name;
  host.append(node);
  added.push(node);
  const remove = () => {
    for (const each of added) each.remove();
  };
  if (node.getRootNode() !== document || !slot?.assignedNodes({ flatten: true }).includes(node)) {
    remove();
    throw new Error(
      `<${host.localName}> does not pass the slot "${name}" inwards: place the booking outside of it, or let it assign slots by name.`,
    );
  }
  return { node, remove };
}
