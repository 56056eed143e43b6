import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { triageWidget } from '../support/triage-widget.ts';

/** What a page's CSS likes to change. The font and its size belong to the page on purpose. */
const properties = [
  'color',
  'background-color',
  'border-top-width',
  'border-top-style',
  'border-radius',
  'box-sizing',
  'display',
  'padding',
  'margin',
  'height',
  'font-style',
  'font-weight',
  'text-transform',
  'text-decoration-line',
  'text-align',
  'letter-spacing',
  'word-spacing',
  'list-style-type',
  'cursor',
];

type Look = Record<string, Record<string, string>>;

describe("the page's own CSS", () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const calendarOrServices = (page: Page) =>
    bookingWidget(page)
      .heading(/^(What can we help with\?|Choose a time)$/)
      .last()
      .waitFor();

  for (const [what, name, ready] of [
    ['the widget', 'book', calendarOrServices],
    ['the widget', 'calendar', calendarOrServices],
    ['the widget', 'index', calendarOrServices],
    ['the questions', 'triage', (page: Page) => triageWidget(page).button('Continue').waitFor()],
    [
      'the help at an alarming answer',
      'triage',
      async (page: Page) => {
        await triageWidget(page).answer({ emergencySigns: ['overdose'] });
        await page.getByText('The clinic has your answers').waitFor();
        await page.mouse.move(0, 0);
      },
    ],
  ] as const) {
    it(`does not change ${what} on ${name}.html`, async () => {
      const kind = await look(
        name,
        ready,
        '.body { font-family: Arial, sans-serif; font-size: 17px } .panel { width: 1000px }',
      );
      const unkind = await look(name, ready);
      assert.ok(Object.keys(unkind).length > 20, 'there is something to compare');
      assert.deepEqual(unkind, kind);
    });
  }

  /** How everything inside the widget looks: with the page's stylesheet, or with another in its place. */
  async function look(name: string, ready: (page: Page) => Promise<void>, instead?: string): Promise<Look> {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page } = visitor;
    if (instead !== undefined) {
      await page.route('**/webflow/css/site.css', (route) =>
        route.fulfill({ contentType: 'text/css', body: instead }),
      );
    } else {
      // The same width for both, so that heights can be compared.
      await page.addInitScript(() =>
        addEventListener('DOMContentLoaded', () => {
          for (const panel of document.querySelectorAll<HTMLElement>('.panel')) {
            Object.assign(panel.style, { width: '1000px', padding: '0', border: '0' });
          }
        }),
      );
    }
    await page.goto(`${stack.url}/webflow/${name}.html`);
    await page.waitForLoadState('networkidle');
    await ready(page);
    const found = await page.evaluate(collectLook, properties);
    await visitor.close();
    return found;
  }
});

function collectLook(properties: string[]): Look {
  const found: Look = {};
  const visit = (root: ShadowRoot, path: string) => {
    for (const [index, element] of [...root.querySelectorAll('*')].entries()) {
      if (element.localName === 'style' || element.localName === 'slot') continue;
      const style = getComputedStyle(element);
      const key = `${path}${index} ${element.localName}.${element.className}`;
      found[key] = Object.fromEntries(
        properties.map((property) => [property, style.getPropertyValue(property)]),
      );
      if (element.shadowRoot) visit(element.shadowRoot, `${key} > `);
    }
  };
  for (const widget of document.querySelectorAll(
    'bq-booking, bq-combined-calendar, bq-service-picker, bq-triage-form',
  )) {
    if (widget.shadowRoot) visit(widget.shadowRoot, `${widget.localName} `);
  }
  return found;
}
