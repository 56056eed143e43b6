import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, takePicture } from '../../support/browser.ts';
import { atTheDesk, staffAddresses } from '../../support/desk-browser.ts';
import { mailsTo } from '../../support/holdings.ts';
import { bookFollowup } from '../../support/move-widget.ts';
import { paymentsOf } from '../../support/paid.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { eventually } from '../../support/until.ts';

const day = 24 * 3_600_000;

describe('bookings at the desk', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('gives a part of the money back, and cancels', async () => {
    const { held, request } = await bookFollowup(stack, 0);
    const { page, watch, close } = await atTheDesk(browser, stack, staffAddresses.manager);
    await page.goto(`${stack.url}/desk/bookings/${held.bookingId}`);
    await page.getByRole('button', { name: 'Refund a part' }).click();
    await page.getByRole('textbox', { name: 'Amount in dollars' }).fill('20');
    await page.getByRole('textbox', { name: 'Reason' }).fill('The call was cut off.');
    await page.getByRole('button', { name: 'Refund it' }).click();
    await eventually(async () => {
      assert.equal((await paymentsOf(stack, held.bookingId))[0]?.refundedCents, 2000);
    });
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('radio', { name: 'Nothing back' }).check();
    await takePicture(page, 'desk-booking-cancel');
    const before = (await mailsTo(stack, request.patient.email)).length;
    await page.getByRole('button', { name: 'Cancel the appointment' }).click();
    await page.getByRole('button', { name: 'Send confirmation again' }).waitFor({ state: 'detached' });
    await eventually(async () => {
      assert.ok((await mailsTo(stack, request.patient.email)).length > before, 'the patient is told');
      assert.equal((await paymentsOf(stack, held.bookingId))[0]?.refundedCents, 2000);
    });
    assert.deepEqual(await watch.policyViolations(), []);
    await close();
  });

  it('notes a missed appointment, and takes that back', async () => {
    const { held } = await bookFollowup(stack, 1);
    await stack.advance(7 * day);
    const { page, close } = await atTheDesk(browser, stack, staffAddresses.manager);
    await page.goto(`${stack.url}/desk/bookings/${held.bookingId}`);
    await page.getByRole('button', { name: 'No-show' }).click();
    await page.getByRole('button', { name: 'Undo no-show' }).click();
    await page.getByRole('button', { name: 'No-show', exact: true }).waitFor();
    await close();
  });
});
