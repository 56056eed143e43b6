import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { labels } from '../support/booking-widget.ts';
import { launchBrowser, takePicture } from '../support/browser.ts';
import { activeInvitees, appointmentsOf, patientsOf } from '../support/holdings.ts';
import { bookFollowup, managingVisitor } from '../support/move-widget.ts';
import { pay, paymentsOf, viewOf } from '../support/paid.ts';
import { newPatient, oneFreeTime, requestFor } from '../support/patients.ts';
import { cards, paymentWidget, returnFromBank } from '../support/payment-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const hour = 3_600_000;

describe('booking again after a visit', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('leads from the email to another free call, for which only the reason is typed', async () => {
    const patient = newPatient('Again');
    const first = (await stack.api.book(requestFor([await oneFreeTime(stack)], patient))).ok();
    await pass(stack, first.scheduledTime);
    const visitor = await managingVisitor(browser, stack);
    const { page, watch } = visitor;
    const widget = paymentWidget(page);

    await page.goto(`${first.manageUrl}&again`);
    await widget.heading('Book again').waitFor();
    await widget.times().first().click();
    await widget.continueButton().click();
    await widget.heading('Your details').waitFor();
    await page.getByText('From your last booking').waitFor();
    for (const known of [patient.patientName, patient.email, patient.phone]) {
      await page.getByText(known, { exact: true }).waitFor();
    }
    assert.equal(await page.getByRole('textbox').count(), 1);
    await assertAccessible(page, 'where a patient books again');
    await takePicture(page, 'again-1-free');
    await widget.field(labels.primaryConcern).fill('Sleep is better, two questions are left');
    await assertNothingKept(page, patient.email);
    const booked = await widget.booked(() => widget.bookButton().click());
    await widget.heading('You are booked').waitFor();
    await page.getByText(`We have sent the details to ${patient.email}.`).waitFor();
    await watch.assertClean();

    await agreeTwice(stack, patient.email, [first.bookingId, booked.bookingId]);
    // "Change or cancel" leads to the new booking, on the same page.
    await page.getByRole('link', { name: 'Change or cancel' }).click();
    await page.getByText(booked.confirmationNumber).waitFor();
    await page.getByRole('button', { name: /^Cancel this booking/ }).waitFor();
    await visitor.close();
  });

  it('leads to another paid visit, for which nothing is typed but the card', async () => {
    const { held: first, request } = await bookFollowup(stack, 2);
    await pass(stack, request.start);
    const visitor = await managingVisitor(browser, stack, { device: 'phone' });
    const { page, watch } = visitor;
    const widget = paymentWidget(page);

    await page.goto(first.manageUrl);
    await widget.heading('This appointment is over').waitFor();
    await assertAccessible(page, 'when a visit is over');
    await page.getByRole('button', { name: 'Book again' }).tap();
    await widget.heading('Choose a time').waitFor();
    await page
      .getByRole('button', { name: /^\d+:\d\d\s[ap]m .*with Dr Dia/ })
      .first()
      .tap();
    await widget.continueButton().tap();
    await widget.heading('Your details').waitFor();
    await page.getByText('Born 29 February 1980').waitFor();
    assert.equal(await page.getByRole('textbox').count(), 0);
    await takePicture(page, 'again-2-paid');
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(wider, 0, 'the page scrolls sideways');
    await assertNothingKept(page, request.patient.email);
    const { held, request: sent } = await widget.hold();
    assert.deepEqual(sent.patient, request.patient);
    await page.getByLabel('Card number').waitFor();
    await assertNothingKept(page, request.patient.email);

    // A reload goes on with the payment: the link says that the patient books again.
    await page.reload();
    await page.getByLabel('Card number').waitFor();
    await widget.fillCard(cards.pays);
    await widget.payButton().tap();
    await widget.heading('You are booked').waitFor();
    await watch.assertClean();

    await eventually(async () => {
      assert.equal((await viewOf(stack, held)).status, 'confirmed');
      const [payment, ...others] = await paymentsOf(stack, held.bookingId);
      assert.equal(payment?.receivedCents, held.price.amountCents);
      assert.deepEqual(others, []);
    });
    await agreeTwice(stack, request.patient.email, [first.bookingId, held.bookingId]);
    await visitor.close();
  });

  it("is found again when the bank's page leads back to the page of the booking", async () => {
    const { held: first, request } = await bookFollowup(stack, 6);
    await pass(stack, request.start);
    const visitor = await managingVisitor(browser, stack);
    const { page, watch } = visitor;
    const widget = paymentWidget(page);
    await page.goto(`${first.manageUrl}&again`);
    await widget.chooseTime();
    const { held } = await widget.hold();
    await page.getByLabel('Card number').waitFor();
    await pay(stack, held);
    await returnFromBank(page, held.payment.clientSecret);
    await widget.heading('You are booked').waitFor();
    assert.doesNotMatch(page.url(), /payment_intent|redirect_status/);
    await eventually(async () => assert.equal((await viewOf(stack, held)).status, 'confirmed'));
    await watch.assertClean();
    await visitor.close();
  });

  it('asks for everything again when the patient changes their details', async () => {
    const { held, request } = await bookFollowup(stack, 4);
    await pass(stack, request.start);
    const visitor = await managingVisitor(browser, stack);
    const { page } = visitor;
    const widget = paymentWidget(page);
    await page.goto(`${held.manageUrl}&again`);
    await widget.chooseTime();
    await page.getByRole('button', { name: 'Change these details' }).click();
    await widget.patientField('Mobile').fill('0412 345 678');
    assert.equal(await widget.patientField('First name').inputValue(), request.patient.firstName);
    assert.equal(await widget.patientField('Year').inputValue(), '1980');
    const { request: sent } = await widget.hold();
    assert.equal(sent.patient.phone, '0412 345 678');
    await visitor.close();
  });
});

/** Lets a visit pass. */
async function pass(stack: Stack, start: string): Promise<void> {
  const ahead = Date.parse(start) + 2 * hour - stack.now().getTime();
  if (ahead > 0) await stack.advance(ahead);
}

/** Nothing about the patient is in the address or in the browser's storage. */
async function assertNothingKept(page: Page, email: string): Promise<void> {
  const kept = await page.evaluate(() =>
    JSON.stringify([location.href, history.state, { ...sessionStorage }, { ...localStorage }]),
  );
  assert.ok(!kept.includes(email) && !/1980|Sample/.test(kept), kept);
}

/** Calendly and MediRecords hold both bookings, of one patient. */
async function agreeTwice(stack: Stack, email: string, bookingIds: string[]): Promise<void> {
  await eventually(async () => {
    const invitees = (await activeInvitees(stack)).filter((one) => bookingIds.includes(one.bookingId ?? ''));
    assert.deepEqual(invitees.map((one) => one.bookingId).sort(), [...bookingIds].sort());
    const patients = await patientsOf(stack, email);
    assert.equal(patients.length, 1, 'one patient');
    assert.equal((await appointmentsOf(stack, patients[0]?.id ?? '')).length, 2, 'both appointments');
  });
}
