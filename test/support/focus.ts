import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** What has focus, however deep in shadow roots: what a screen reader would name. */
export interface Focused {
  tag: string;
  role: string | null;
  name: string;
  /** Whether a person can see where focus is. */
  visible: boolean;
}

export function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    let element: Element | null = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element) return { tag: 'nothing', role: null, name: '', visible: false };
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? element.labels?.[0]
        : null;
    const style = getComputedStyle(element);
    return {
      tag: element.localName,
      role: element.getAttribute('role'),
      name: (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '')
        .replace(/\s+/g, ' ')
        .trim(),
      visible: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
    };
  });
}

/** Presses Tab until something has focus. @throws when it takes more presses than allowed, with the way it went */
export async function tabTo(page: Page, wanted: RegExp, most: number): Promise<number> {
  const way: string[] = [];
  for (let presses = 1; presses <= most; presses += 1) {
    await page.keyboard.press('Tab');
    const { tag, name } = await focused(page);
    way.push(`${tag} "${name.slice(0, 60)}"`);
    if (wanted.test(name)) return presses;
  }
  assert.fail(`${wanted} was not reached within ${most} Tabs:\n${way.join('\n')}`);
}
