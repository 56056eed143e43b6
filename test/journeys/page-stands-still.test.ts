import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, type VisitorOptions } from '../support/browser.ts';
import { newPatient } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';

const pages = ['index', 'book', 'calendar', 'alternative-medicine', 'counselling'];
const devices = ['desktop', 'phone'] as const;

describe('the page around the widgets', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  afterEach(() => stack.sandbox.clearFaults());
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });
  const visit = (device: NonNullable<VisitorOptions['device']>) =>
    newVisitor(browser, { now: stack.now(), origin: stack.url, device });

  for (const device of devices) {
    for (const name of pages) {
      it(`does not move while ${name}.html loads and gets its data, on a ${device}`, async () => {
        const { page, watch, close } = await visit(device);
        // The elements' own files come late, so that what is measured first is the page without them.
        await page.route(/\/widgets\/(?!v1\/)/, async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 500));
          await route.continue();
        });
        await page.goto(`${stack.url}/webflow/${name}.html`, { waitUntil: 'domcontentloaded' });
        const before = await footerTop(page);
        await settled(page);
        assert.equal(await footerTop(page), before, 'the footer moved');
        assert.deepEqual(await watch.shifts(), []);
        await close();
      });
    }

    it(`does not move when another day or another tab is chosen, on a ${device}`, async () => {
      const { page, watch, close } = await visit(device);
      const widget = bookingWidget(page);
      await page.goto(`${stack.url}/webflow/calendar.html`);
      await widget.times().first().waitFor();
      const before = await footerTop(page);
      await widget.freeDays().nth(2).click();
      await widget.times().first().waitFor();
      await page.getByRole('tab', { name: /Dr Shivani/ }).click();
      await widget.times().first().waitFor();
      await page.getByRole('button', { name: 'Next month' }).click();
      await page.getByRole('heading', { name: 'December 2026' }).waitFor();
      assert.equal(await footerTop(page), before, 'the footer moved');
      assert.deepEqual(
        (await watch.shifts()).filter(({ afterInput }) => !afterInput),
        [],
      );
      await close();
    });

    it(`does not move when the answer to a booking comes late, on a ${device}`, async () => {
      const { page, watch, close } = await visit(device);
      await page.route('**/api/consultations', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        await route.continue();
      });
      const widget = bookingWidget(page);
      await page.goto(`${stack.url}/webflow/book.html?service=gaps_coaching&visit=consultation`);
      await widget.times().first().click();
      await widget.continueButton().click();
      await widget.heading('Your details').waitFor();
      await widget.fill(newPatient('Still'));
      await widget.booked(() => widget.bookButton().click());
      await widget.heading('You are booked').waitFor();
      await page.waitForLoadState('networkidle');
      const moved = (await watch.shifts()).filter(({ afterInput }) => !afterInput);
      assert.deepEqual(moved, []);
      await close();
    });

    it(`does not move when the times cannot be loaded, on a ${device}`, async () => {
      const { page, watch, close } = await visit(device);
      await page.route('**/api/calendars/**', (route) => route.abort());
      await page.goto(`${stack.url}/webflow/calendar.html`);
      const before = await footerTop(page);
      await page.getByRole('heading', { name: 'We could not load the times' }).waitFor();
      assert.equal(await footerTop(page), before, 'the footer moved');
      assert.deepEqual(await watch.shifts(), []);
      await close();
    });
  }
});

/** Where the footer begins, in pixels from the top of the page. */
function footerTop(page: Page): Promise<number> {
  return page.locator('footer').evaluate((footer) => footer.getBoundingClientRect().top + scrollY);
}

/** Until the widget has shown what it has to show. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page
    .locator('bq-booking, bq-combined-calendar, bq-service-picker, bq-waitlist-signup')
    .getByRole('heading')
    .first()
    .waitFor();
}
