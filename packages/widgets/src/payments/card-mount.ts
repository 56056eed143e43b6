const name = 'bq-payment';

/** A node in the page for Stripe's frames. It appears inside an element's shadow root. */
export interface CardMount {
  readonly node: HTMLElement;
  /** Removes all nodes that were added to the page. */
  remove(): void;
}

/**
 * Makes the node for Stripe. Stripe's frames do not work inside a shadow root (stripe-js#399), so the node is a child
 * of
 * the outermost element around us, in the page. Each shadow root on the way passes it inwards by a slot named
 * `bq-payment`. This function adds the slots, so the elements around us need no code for it.
 *
 * The node is made once and by hand, because a new render by a framework would empty Stripe's frames.
 *
 * @param inner the element whose default slot shows the node; it must be on the page
 * @throws Error that says what to change, when a shadow root on the way assigns its slots manually
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
