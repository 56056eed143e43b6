import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';

/** Dr Shivani's event type for the follow-up, from clinic.yaml. */
const drShivani = '1d8be2b9-b828-5dbf-8109-5cb6f93211b5';

/** What the journeys do not pass through: everything that can go wrong before a time is chosen. */
const states: {
  name: string;
  page: string;
  arrange?: (page: Page, stack: Stack) => Promise<unknown>;
  reached: (page: Page) => Promise<unknown>;
}[] = [
  {
    name: 'while the services are loading',
    page: 'book',
    arrange: (page) => page.route('**/api/catalogue', () => undefined),
    reached: (page) => page.getByText('Loading services').first().waitFor({ state: 'attached' }),
  },
  {
    name: 'when the services cannot be loaded',
    page: 'book',
    arrange: (page) => page.route('**/api/catalogue', (route) => route.abort()),
    reached: (page) => page.getByRole('button', { name: 'Try again' }).waitFor(),
  },
  {
    name: 'while the times are loading',
    page: 'calendar',
    arrange: (page) => page.route('**/api/calendars/**', () => undefined),
    // The last thing to come: everybody's tab, from the catalogue.
    reached: (page) => page.getByRole('tab', { name: /Kerry/ }).waitFor(),
  },
  {
    name: 'when the times cannot be loaded',
    page: 'calendar',
    arrange: (page) => page.route('**/api/calendars/**', (route) => route.abort()),
    reached: (page) => page.getByRole('heading', { name: 'We could not load the times' }).waitFor(),
  },
  {
    name: 'when one practitioner could not be checked',
    page: 'calendar',
    arrange: (_page, stack) =>
      stack.sandbox.fault({ service: 'calendly', match: drShivani, kind: 'status', value: 500 }),
    reached: (page) => page.getByRole('tab', { name: /Dr Shivani.*Could not check/ }).click(),
  },
  {
    name: 'when a day has no times',
    page: 'calendar',
    reached: async (page) => {
      await bookingWidget(page).times().first().waitFor();
      await page.getByRole('button', { name: /^Sunday 29 November, no times/ }).click();
      await page.getByRole('heading', { name: 'No times on Sunday 29 November' }).waitFor();
    },
  },
];

describe('axe', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([
      // The clock goes on by an hour between visits: the mailbox would take over.
      startStack({ env: { FAILOVER_AFTER_MINUTES: '600' } }),
      launchBrowser(),
    ]);
  });
  afterEach(() => stack.sandbox.clearFaults());
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  for (const { name, page: file, arrange, reached } of states) {
    for (const device of ['desktop', 'phone'] as const) {
      it(`finds nothing ${name}, on a ${device}`, async () => {
        // Nothing that was read before is shown, so that a fault of this moment is seen.
        await stack.advance(3_600_000);
        const { page, close } = await newVisitor(browser, { now: stack.now(), origin: stack.url, device });
        await arrange?.(page, stack);
        await page.goto(`${stack.url}/webflow/${file}.html`);
        await reached(page);
        await assertAccessible(page, name);
        await takePicture(page, `state-${name.replaceAll(' ', '-')}-${device}`);
        await close();
      });
    }
  }
});
