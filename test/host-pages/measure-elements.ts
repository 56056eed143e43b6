export interface Measured {
  readonly elements: {
    readonly tag: string;
    readonly width: number;
    /** How wide the nearest box around it is that does not take its width from its content. */
    readonly room: number;
    /** Pixels beyond the right edge of the screen. */
    readonly right: number;
  }[];
  /** Pixels by which the page is wider than the screen. */
  readonly overflow: number;
}

/** Runs in the page: measures our elements, also those in open shadow roots of the page and in its frames. */
export function measureElements(): Measured {
  const elements: Measured['elements'][number][] = [];
  const walk = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName.startsWith('bq-') && element.shadowRoot) {
        const box = element.getBoundingClientRect();
        if (box.height === 0) continue;
        elements.push({
          tag: element.localName,
          width: box.width,
          room: Math.min(roomAround(element), innerWidth),
          right: Math.max(box.right - innerWidth, -box.left),
        });
      } else if (element.shadowRoot) walk(element.shadowRoot);
      else if (element instanceof HTMLIFrameElement && element.contentDocument) walk(element.contentDocument);
    }
  };
  const roomAround = (element: Element): number => {
    const block = element.closest<HTMLElement>('[data-room]') ?? element.ownerDocument.body;
    return block.clientWidth;
  };
  walk(document);
  const { scrollWidth } = document.documentElement;
  return { elements, overflow: scrollWidth - innerWidth };
}
