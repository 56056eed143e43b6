import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import type { Browser } from 'playwright-core';
import { assertAccessible } from '../support/axe.ts';
import { bookingWidget } from '../support/booking-widget.ts';
import { launchBrowser, newVisitor, takePicture } from '../support/browser.ts';
import { activeInvitees, appointmentsOf, mailsTo, patientsOf } from '../support/holdings.ts';
import { mailboxEvents } from '../support/mailbox-events.ts';
import { act, confirm, followupTimes, hold, paidRequestFor, pay, paymentsOf } from '../support/paid.ts';
import { newPatient } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const week = {
  service: 'alternative_medicine',
  visit: 'consultation',
  from: '2026-11-23',
  to: '2026-11-27',
  timeZone: 'Australia/Melbourne',
};
const calmLine = 'These times are confirmed by us directly.';

describe('while Calendly is away for an hour', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    await stack.sandbox.fault({ service: 'calendly', kind: 'status', value: 503 });
    // The first reading that fails begins the outage.
    for (const visit of ['consultation', 'followup']) await stack.api.calendar({ ...week, visit });
    await stack.advance(60 * minuteMs);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const statusOf = async (visit: string) => {
    const { practitioners } = (await stack.api.calendar({ ...week, visit })).ok();
    return Object.fromEntries(practitioners.map(({ id, status }) => [id, status]));
  };

  it('a patient sees times with one calm line, books, reads that the link follows, and cancels', async () => {
    assert.deepEqual(await statusOf('consultation'), { consultant: 'fallback' });
    const visitor = await newVisitor(browser, { now: stack.now(), origin: stack.url });
    const { page } = visitor;
    const widget = bookingWidget(page);
    const patient = newPatient('Calm');
    await page.goto(`${stack.url}/webflow/alternative-medicine.html`);
    await page.getByText(calmLine).first().waitFor();
    await assertAccessible(page, 'when times come from working hours');
    await takePicture(page, 'fail-over-1-times');
    await widget.times().first().click();
    await widget.continueButton().click();
    await widget.fill(patient);
    const answered = page.waitForResponse((response) => response.url().endsWith(endpoints.consultations));
    await widget.bookButton().click();
    const booked = (await (await answered).json()) as ConsultationBooked;
    await widget.heading('You are booked').waitFor();
    await takePicture(page, 'fail-over-2-booked');

    const start = Date.parse(booked.scheduledTime);
    const bookingId = booked.bookingId ?? '';
    assert.deepEqual(await mailboxEvents(stack, 'consultant'), [{ start, bookingId }]);
    await eventually(async () => {
      const [mail] = await mailsTo(stack, patient.email);
      assert.match(mail?.text ?? '', /Your video link is not ready yet/);
      const [record] = await patientsOf(stack, patient.email);
      assert.equal((await appointmentsOf(stack, record?.id ?? '')).length, 1);
    });

    const cancelled = await stack.api.send('POST', `${endpoints.booking(bookingId)}/cancel`, {
      headers: { authorization: `Bearer ${booked.manageToken}` },
    });
    assert.equal(cancelled.status, 200, cancelled.text);
    await eventually(async () => assert.deepEqual(await mailboxEvents(stack, 'consultant'), []));
    await visitor.close();
  });

  it('a follow-up is paid after the mailbox has it, and its time stays busy when Calendly is back', async () => {
    assert.equal((await statusOf('followup')).dr_dia, 'fallback');
    const [first = '', later = ''] = await followupTimes(stack);
    const held = await hold(stack, paidRequestFor(first));
    await pay(stack, held);
    assert.equal((await confirm(stack, held)).status, 'confirmed');
    const [payment] = await paymentsOf(stack, held.bookingId);
    assert.equal(payment?.receivedCents, 7900);
    const { bookingId } = held;
    assert.deepEqual(await mailboxEvents(stack, 'dr_dia'), [{ start: Date.parse(first), bookingId }]);
    assert.deepEqual(await activeInvitees(stack), []);

    await stack.sandbox.clearFaults();
    await stack.advance(2 * minuteMs);
    await eventually(async () => assert.equal((await statusOf('followup')).dr_dia, 'live'));
    assert.equal((await followupTimes(stack)).includes(first), false);

    const moved = await stack.api.send('POST', `${endpoints.booking(bookingId)}/reschedule`, {
      body: { start: await someTimeAfter(later) },
      headers: { authorization: `Bearer ${held.manageToken}` },
    });
    assert.equal(moved.status, 200, moved.text);
    // Calendly writes its own entry, without our id.
    await eventually(async () => {
      const events = await mailboxEvents(stack, 'dr_dia');
      assert.deepEqual(
        events.filter((event) => event.bookingId !== null),
        [],
      );
    });
    assert.deepEqual(
      (await activeInvitees(stack)).map((one) => one.bookingId),
      [bookingId],
    );

    assert.equal((await act(stack, held, 'cancel')).status, 200);
    await eventually(async () => {
      assert.deepEqual(await activeInvitees(stack), []);
      const [refunded] = await paymentsOf(stack, bookingId);
      assert.equal(refunded?.refundedCents, 7900);
    });
  });

  /** Offered by Calendly itself, so that it can be booked there. */
  async function someTimeAfter(start: string): Promise<string> {
    const found = (await followupTimes(stack)).find((one) => one > start);
    if (found === undefined) throw new Error('No time is free.');
    return found;
  }
});
