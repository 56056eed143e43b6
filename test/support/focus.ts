import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** What has focus, however deep in shadow roots: what a screen reader would name. */
export interface Focused {
  tag: string;
  role: string | null;
  name: string;
  /** Whether a person can see where focus is: it is marked, and it is seen. */
  visible: boolean;
  /** The height in pixels of what is in the window, with nothing over it. */
  seen: number;
}

export function focused(page: Page): Promise<Focused> {
  return page.evaluate(async () => {
    // The page scrolls to what has got the focus, one frame later.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    let element: Element | null = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element) return { tag: 'nothing', role: null, name: '', visible: false, seen: 0 };
    const label =
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
        ? element.labels?.[0]
        : null;
    const style = getComputedStyle(element);
    const { left, top, width, bottom } = element.getBoundingClientRect();
    let seen = 0;
    for (let y = Math.max(0, Math.ceil(top)); y < Math.min(bottom, innerHeight); y++) {
      let node: Node | null = document.elementFromPoint(left + width / 2, y);
      for (let inner = node; inner instanceof Element && inner.shadowRoot; ) {
        inner = inner.shadowRoot.elementFromPoint(left + width / 2, y);
        if (!inner || inner === node) break;
        node = inner;
      }
      while (node && node !== element) node = node instanceof ShadowRoot ? node.host : node.parentNode;
      if (node) seen += 1;
    }
    return {
      tag: element.localName,
      role: element.getAttribute('role'),
      name: (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '')
        .replace(/\s+/g, ' ')
        .trim(),
      visible: seen > 0 && (style.outlineStyle !== 'none' || style.boxShadow !== 'none'),
      seen,
    };
  });
}

/** Presses Tab until something has focus. @throws when it takes more presses than allowed, with the way it went */
export async function tabTo(page: Page, wanted: RegExp, most: number): Promise<number> {
  const way: string[] = [];
  for (let presses = 1; presses <= most; presses += 1) {
    await page.keyboard.press('Tab');
    const { tag, name, seen } = await focused(page);
    way.push(`${tag} "${name.slice(0, 60)}"`);
    // A skip link may be the one thing that is drawn when it has the focus.
    if (tag !== 'body' && tag !== 'iframe')
      assert.ok(seen >= 8, `${way.at(-1)} has the focus, and ${seen} px are seen`);
    if (wanted.test(name)) return presses;
  }
  assert.fail(`${wanted} was not reached within ${most} Tabs:\n${way.join('\n')}`);
}
