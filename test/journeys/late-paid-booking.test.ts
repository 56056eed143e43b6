import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser, takePicture } from '../support/browser.ts';
import { mailsTo } from '../support/holdings.ts';
import { agreePaid } from '../support/paid.ts';
import { cards, followupPage, payingPatient, payingVisitor } from '../support/payment-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const lateLine =
  'This time starts in less than 24 hours: it cannot be refunded, unless you cancel within 30 minutes of booking.';

describe('a patient who books less than a day before', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    // Monday morning, half past seven in Melbourne: Dr Dia has times on the same day.
    [stack, browser] = await Promise.all([
      startStack({ now: new Date('2026-11-23T07:30:00+11:00') }),
      launchBrowser(),
    ]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('reads at every step that it cannot be refunded, and cancels within half an hour for a full refund', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, watch, widget } = visitor;
    const patient = payingPatient('Late');
    await page.goto(stack.url + followupPage);
    await page.getByRole('tab', { name: /^Dr Dia/ }).click();
    await widget.times().first().click();
    await page.getByText(lateLine).filter({ visible: true }).waitFor();
    await takePicture(page, 'late-1-time');
    await widget.continueButton().click();

    await widget.heading('Your details').waitFor();
    await page.getByText(lateLine).filter({ visible: true }).waitFor();
    await assertAccessible(page, 'where a late booking says what it costs to cancel');
    await takePicture(page, 'late-2-details');
    await widget.fillPatient(patient);
    const { held, request } = await widget.hold();
    const hoursAhead = (Date.parse(request.start) - stack.now().getTime()) / 3_600_000;
    assert.ok(hoursAhead < 24, `the appointment is ${hoursAhead} hours ahead`);

    await widget.heading('Payment').waitFor();
    await page.getByText('Your time is held for 10 minutes.').waitFor();
    await page.getByText(lateLine).filter({ visible: true }).waitFor();
    await page.getByLabel('Card number').waitFor();
    await takePicture(page, 'late-3-payment');
    await widget.fillCard(cards.pays);
    await widget.payButton().click();

    await widget.heading('You are booked').waitFor();
    const freeUntil = page.getByText(/^Free to cancel until Monday 23 November, .* After that no refund\.$/);
    const line = (await freeUntil.textContent())?.replace(/\s+/g, ' ').trim() ?? '';
    await takePicture(page, 'late-4-booked');
    await agreePaid(stack, held, request, 'confirmed');
    const [mail] = await eventually(async () => {
      const mails = await mailsTo(stack, patient.email);
      assert.ok(mails.length > 0);
      return mails;
    });
    const words = mail?.text.replace(/\s+/g, ' ') ?? '';
    assert.ok(words.includes(line), `the mail says "${line}":\n${words}`);
    assert.doesNotMatch(words, /cancel and book again/);

    await page.getByRole('link', { name: 'Change or cancel' }).click();
    await page.getByText(held.confirmationNumber).waitFor();
    await freeUntil.waitFor();
    await page.getByRole('button', { name: 'Cancel this booking' }).click();
    await page.getByText('We will refund the full $79.00.').waitFor();
    await takePicture(page, 'late-5-sure');
    await page.getByRole('button', { name: /^Yes, cancel it/ }).click();
    await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
    await page.getByText('$79.00 is on its way back to your card. Your bank shows it').waitFor();
    await takePicture(page, 'late-6-cancelled');
    await page.getByRole('button', { name: 'Book again' }).click();
    await page.getByRole('heading', { name: 'Choose a time' }).waitFor();
    await takePicture(page, 'late-7-again');
    await watch.assertClean();
    await agreePaid(stack, held, request, 'refunded');
    await visitor.close();
  });

  it('is not refunded after that, and is told so before and afterwards', async () => {
    const visitor = await payingVisitor(browser, stack);
    const { page, widget } = visitor;
    await page.goto(stack.url + followupPage);
    const { held } = await widget.reachPayment(payingPatient('Tardy'));
    await widget.fillCard(cards.pays);
    await widget.payButton().click();
    await widget.heading('You are booked').waitFor();
    await stack.advance(31 * 60_000);
    await page.clock.setFixedTime(stack.now());
    await page.getByRole('link', { name: 'Change or cancel' }).click();
    await page.getByText('This time starts in less than 24 hours: it cannot be refunded.').waitFor();
    await page.getByRole('button', { name: 'Cancel this booking' }).click();
    await page.getByText('The $79.00 you paid will not be refunded.').waitFor();
    await page.getByRole('button', { name: /^Yes, cancel it/ }).click();
    await page.getByText('cancelled too late for a refund').waitFor();
    const view = (await stack.api.booking(held.bookingId, held.manageToken)).ok();
    assert.equal(view.payment?.refundCents, 0);
    await visitor.close();
  });
});
