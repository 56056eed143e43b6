import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { agree } from '../support/agree.ts';
import { assertAccessible } from '../support/axe.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { newPatient } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';

describe('booking a free first call on a phone', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('works with a thumb on 390 pixels, without sideways scrolling', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, device: 'phone' });
    const { page, watch } = visitor;
    const widget = bookingWidget(page);
    const patient = newPatient('Thumb');

    await page.goto(`${stack.url}/webflow/book.html`);
    await widget.visit('Weight loss').tap();
    await widget.times().first().waitFor();
    await assertFits(page);
    await assertAccessible(page, 'on a phone, where times are chosen');
    await takePicture(page, 'phone-1-time');
    await widget.times().nth(1).tap();
    await widget.continueButton().tap();
    await widget.heading('Your details').waitFor();
    await assertFits(page);
    await widget.fill(patient);
    await takePicture(page, 'phone-2-details');
    const booked = await widget.booked(() => widget.bookButton().tap());
    await widget.heading('You are booked').waitFor();
    await assertFits(page);
    await assertAccessible(page, 'on a phone, when the booking stands');
    await takePicture(page, 'phone-3-booked');

    await watch.assertClean();
    await agree(stack, booked, patient);
    await visitor.close();
  });

  it('has nothing to press that is smaller than a fingertip', async () => {
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url, device: 'phone' });
    const { page } = visitor;
    const widget = bookingWidget(page);
    await page.goto(`${stack.url}/webflow/calendar.html`);
    await widget.times().first().waitFor();
    for (const button of await page.locator('bq-combined-calendar').getByRole('button').all()) {
      const box = await button.boundingBox();
      if (!box) continue;
      const name = (await button.getAttribute('aria-label')) ?? (await button.textContent());
      assert.ok(box.height >= 44, `"${name?.trim()}" is ${box.height} px high`);
    }
    await visitor.close();
  });
});

async function assertFits(page: Page): Promise<void> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(wider, 0, 'the page scrolls sideways');
}
