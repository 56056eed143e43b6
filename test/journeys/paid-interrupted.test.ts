import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser, takePicture } from '../support/browser.ts';
import { bookAtCalendly } from '../support/calendly-bookings.ts';
import { agreePaid, pay, viewOf } from '../support/paid.ts';
import {
  cards,
  followupPage,
  payingPatient,
  payingVisitor,
  returnFromBank,
} from '../support/payment-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const minute = 60_000;

describe('a paid booking that is interrupted', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('costs nothing when the time is lost after the bank has said yes, and nothing that was typed', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    const patient = payingPatient('Lost');
    await page.goto(stack.url + followupPage);
    const { held, request } = await widget.reachPayment(patient);
    await bookAtCalendly(stack, request.start);
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('That time has just been taken').waitFor();
    await page.getByText('You were not charged').waitFor();
    await assertAccessible(page, 'when the time was lost after paying');
    await takePicture(page, 'paid-5-lost');
    await agreePaid(stack, held, request, 'nothing');

    await page
      .getByRole('button', { name: /^\d+:\d\d\s[ap]m \w+day / })
      .first()
      .click();
    await widget.heading('Your details').waitFor();
    assert.equal(await widget.patientField('First name').inputValue(), patient.firstName);
    assert.equal(await widget.patientField('Year').inputValue(), '1980');
    // A mailbox of its own, so that what is written about the first booking is not counted for the second.
    await widget.patientField('Email').fill(payingPatient('Again').email);
    const again = await widget.hold();
    await page.getByLabel('Card number').waitFor();
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    await agreePaid(stack, again.held, again.request, 'confirmed');
    await visitor.close();
  });

  it('says in plain words when the time ran out, and holds it again with one press', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(stack.url + followupPage);
    const { held, request } = await widget.reachPayment(payingPatient('Late'));
    await stack.advance(11 * minute);
    await page.clock.fastForward(11 * minute);
    await widget.heading('Your time is not held any more').waitFor();
    await assertAccessible(page, 'when the time ran out');
    await takePicture(page, 'paid-6-lapsed');
    await agreePaid(stack, held, request, 'nothing');

    const again = await widget.hold(() => page.getByRole('button', { name: /^Hold .* again$/ }).click());
    assert.equal(again.request.start, request.start);
    await page.getByLabel('Card number').waitFor();
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    await agreePaid(stack, again.held, again.request, 'confirmed');
    await visitor.close();
  });

  it('keeps the time for longer once, when asked', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(stack.url + followupPage);
    const { held } = await widget.reachPayment(payingPatient('Longer'));
    await page.getByRole('button', { name: 'Keep it longer' }).click();
    await page.getByRole('button', { name: 'Keep it longer' }).waitFor({ state: 'hidden' });
    const view = await viewOf(stack, held);
    assert.equal(Date.parse(view.holdExpiresAt ?? ''), Date.parse(held.holdExpiresAt) + 10 * minute);
    await page.getByRole('button', { name: 'Back' }).click();
    await eventually(async () => assert.equal((await viewOf(stack, held)).failure, 'left'));
    await visitor.close();
  });

  it('is found again on the right step when the page is loaded again, at each of them', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(stack.url + followupPage);
    await widget.heading('Choose a time').waitFor();
    await page.reload();
    await widget.chooseTime();
    await widget.heading('Your details').waitFor();
    await page.reload();
    await widget.heading('Choose a time').waitFor();
    const { held, request } = await widget.reachPayment(payingPatient('Reload'));
    await page.reload();
    await widget.heading('Payment').waitFor();
    await page.getByLabel('Card number').waitFor();
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    await page.reload();
    await widget.heading('You are booked').waitFor();
    await page.getByText(held.confirmationNumber).waitFor();
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    for (const personal of Object.values(request.patient)) {
      assert.ok(!kept.includes(personal), 'nothing personal is kept in the browser');
      assert.ok(!page.url().includes(personal), 'nothing personal is in the address');
    }
    await agreePaid(stack, held, request, 'confirmed');
    // A person who comes to the page anew books anew.
    await page.goto(`${stack.url}/webflow/book.html`);
    await widget.heading('What can we help with?').waitFor();
    await visitor.close();
  });

  it("is found again when the bank's page leads back, and leaves nothing of it in the address", async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(stack.url + followupPage);
    const { held, request } = await widget.reachPayment(payingPatient('Bank'));
    await pay(stack, held);
    const address = page.url();
    await returnFromBank(page, held.payment.clientSecret);
    await widget.heading('You are booked').waitFor();
    assert.equal(page.url(), address);
    await agreePaid(stack, held, request, 'confirmed');
    await visitor.close();
  });

  it('is finished without the page when it is closed right after paying', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(stack.url + followupPage);
    const { held, request } = await widget.reachPayment(payingPatient('Gone'));
    await page.route('**/confirm', (route) =>
      route.request().url().startsWith(stack.url) ? route.abort() : route.continue(),
    );
    await widget.fillCard(cards.pays);
    const answered = page.waitForResponse((response) => /payment_intents\/.*\/confirm$/.test(response.url()));
    await widget.payButton().click();
    await answered;
    await visitor.close();
    await agreePaid(stack, held, request, 'confirmed');
  });

  it('can be cancelled from the mail’s link, and says what is given back before it is', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, watch, widget } = visitor;
    await page.goto(stack.url + followupPage);
    await page.getByRole('button', { name: 'Next month' }).click();
    const { held, request } = await widget.reachPayment(payingPatient('Cancels'));
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    await agreePaid(stack, held, request, 'confirmed');

    await page.getByRole('link', { name: 'Change or cancel' }).click();
    await page.getByText(held.confirmationNumber).waitFor();
    await assertAccessible(page, 'where a booking is seen');
    await takePicture(page, 'manage-1-booked');
    await page.getByRole('button', { name: 'Cancel this booking' }).click();
    await page.getByText('We will refund the full $79.00.').waitFor();
    await assertAccessible(page, 'where a cancellation is confirmed');
    await takePicture(page, 'manage-2-sure');
    await page.getByRole('button', { name: /^Yes, cancel it/ }).click();
    await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
    await page.getByText('$79.00 is on its way back to your card').waitFor();
    await assertAccessible(page, 'when a booking was cancelled');
    await takePicture(page, 'manage-3-cancelled');
    await watch.assertClean();
    await agreePaid(stack, held, request, 'refunded');
    await visitor.close();
  });
});
