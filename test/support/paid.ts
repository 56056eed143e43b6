import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type {
  BookingView,
  PaidBookingHeld,
  PaidBookingRequest,
} from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { Answer } from './api.ts';
import { activeInvitees, appointmentsOf, mailsTo, patientsOf } from './holdings.ts';
import type { Stack } from './stack.ts';
import { eventually } from './until.ts';

/** Cards of the sandbox, by what their bank does. */
const cards = {
  pays: '4242424242424242',
  declines: '4000000000000002',
  second_step: '4000002760003184',
};

/** Free starts of follow-ups with one practitioner, in order. */
export async function followupTimes(stack: Stack, practitioner = 'dr_dia'): Promise<string[]> {
  const calendar = await stack.api.calendar({
    service: 'alternative_medicine',
    visit: 'followup',
    from: '2026-11-23',
    to: '2026-12-15',
    timeZone: 'Australia/Melbourne',
    practitioner,
  });
  return calendar.ok().days.flatMap((day) => day.slots.map((slot) => slot.start));
}

/** Far enough apart that no two of them overlap. */
export async function oneFollowupTime(stack: Stack, index: number): Promise<string> {
  const time = (await followupTimes(stack))[index * 4];
  if (time === undefined) throw new Error('No time is free.');
  return time;
}

/** A request of a patient whom no one has seen before. */
export function paidRequestFor(start: string, more: Partial<PaidBookingRequest> = {}): PaidBookingRequest {
  const mark = randomUUID().slice(0, 8);
  return {
    service: 'alternative_medicine',
    visit: 'followup',
    practitionerId: 'dr_dia',
    start,
    timeZone: 'Australia/Melbourne',
    patient: {
      firstName: 'Alex',
      lastName: `Sample ${mark.replace(/\d/g, 'x')}`,
      email: `alex.${mark}@example.com`,
      phone: `04${String(Number.parseInt(mark, 16) % 100_000_000).padStart(8, '0')}`,
      dateOfBirth: '1980-02-29',
    },
    ...more,
  };
}

export async function hold(stack: Stack, request: PaidBookingRequest): Promise<PaidBookingHeld> {
  const answer = await stack.api.send('POST', endpoints.bookings, { body: request });
  assert.equal(answer.status, 201, answer.text);
  return JSON.parse(answer.text);
}

/** What the page may do with its token: `confirm`, `release`, `cancel`, `hold/extend`. */
export async function act(stack: Stack, held: PaidBookingHeld, what: string): Promise<Answer<unknown>> {
  return stack.api.send('POST', `${endpoints.booking(held.bookingId)}/${what}`, { headers: bearer(held) });
}

export async function confirm(stack: Stack, held: PaidBookingHeld): Promise<BookingView> {
  const answer = await act(stack, held, 'confirm');
  assert.equal(answer.status, 200, answer.text);
  return JSON.parse(answer.text);
}

export async function viewOf(stack: Stack, held: PaidBookingHeld): Promise<BookingView> {
  return (await stack.api.booking(held.bookingId, held.manageToken)).ok();
}

/** Speaks to the sandbox as Stripe's own script does: with the publishable key and the payment's secret. */
export async function pay(
  stack: Stack,
  { payment }: Pick<PaidBookingHeld, 'payment'>,
  card: keyof typeof cards = 'pays',
): Promise<void> {
  const id = payment.clientSecret.split('_secret_')[0];
  await fetch(`${stack.env.STRIPE_API_BASE}/v1/payment_intents/${id}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${payment.publishableKey}` },
    body: new URLSearchParams({
      client_secret: payment.clientSecret,
      use_stripe_sdk: 'true',
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': cards[card],
      'payment_method_data[card][exp_month]': '12',
      'payment_method_data[card][exp_year]': '34',
      'payment_method_data[card][cvc]': '123',
    }),
  });
}

export interface HeldPayment {
  status: string;
  amount: number;
  receivedCents: number;
  refundedCents: number;
}

interface StripeState {
  paymentIntents: {
    status: string;
    amount: number;
    amount_received: number;
    metadata: { booking_id?: string };
    latest_charge: { amount_refunded: number } | null;
  }[];
}

/** What Stripe holds of a booking's payment: all of them, should there be more than one. */
export async function paymentsOf(stack: Stack, bookingId: string): Promise<HeldPayment[]> {
  const { paymentIntents } = (await stack.sandbox.state('stripe')) as StripeState;
  return paymentIntents
    .filter((intent) => intent.metadata.booking_id === bookingId)
    .map((intent) => ({
      status: intent.status,
      amount: intent.amount,
      receivedCents: intent.amount_received,
      // Letting go of what was never taken is a refund in Stripe's books, too.
      refundedCents: intent.amount_received > 0 ? (intent.latest_charge?.amount_refunded ?? 0) : 0,
    }));
}

/**
 * Fails unless Stripe, Calendly, MediRecords, the mailbox and our API say the same about a booking that stands or has
 * ended. Waits for what jobs do later.
 */
export async function agreePaid(
  stack: Stack,
  held: PaidBookingHeld,
  request: PaidBookingRequest,
  expected: 'confirmed' | 'nothing' | 'refunded',
): Promise<void> {
  await eventually(async () => {
    const view = await viewOf(stack, held);
    assert.equal(view.status === 'confirmed', expected === 'confirmed', `it is ${view.status}`);
    const payments = await paymentsOf(stack, held.bookingId);
    assert.equal(payments.length, 1, 'one payment');
    assert.deepEqual(payments[0], {
      status: expected === 'nothing' ? 'canceled' : 'succeeded',
      amount: held.price.amountCents,
      receivedCents: expected === 'nothing' ? 0 : held.price.amountCents,
      refundedCents: expected === 'refunded' ? held.price.amountCents : 0,
    });
    const invitees = (await activeInvitees(stack)).filter((one) => one.bookingId === held.bookingId);
    assert.equal(invitees.length, expected === 'confirmed' ? 1 : 0, 'appointments in the calendar');
    const patients = await patientsOf(stack, request.patient.email);
    const filed = await Promise.all(patients.map(({ id }) => appointmentsOf(stack, id)));
    assert.equal(filed.flat().length, expected === 'confirmed' ? 1 : 0, 'appointments in the records');
    if (expected !== 'confirmed') return;
    assert.equal(patients.length, 1, 'one patient');
    const mails = await mailsTo(stack, request.patient.email);
    assert.equal(new Set(mails.map((mail) => mail.messageId)).size, 1, 'one mail');
    assert.ok(mails[0]?.text.includes('charged to your card'));
  });
}

function bearer({ manageToken }: PaidBookingHeld): Record<string, string> {
  return { authorization: `Bearer ${manageToken}` };
}
