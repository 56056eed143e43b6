import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { PaidBookingHeld, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { clinicTime } from '../support/agree.ts';
import { activeInvitees, appointmentsOf, mailsTo, patientsOf } from '../support/holdings.ts';
import {
  agreePaid,
  confirm,
  hold,
  oneFollowupTime,
  paidRequestFor,
  pay,
  paymentsOf,
  viewOf,
} from '../support/paid.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { askAsStaff } from '../support/staff.ts';
import { eventually } from '../support/until.ts';

interface Task {
  kind: string;
  facts: { bookingId?: string };
}

describe('a patient who moves a paid appointment on the page of Calendly', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  afterEach(async () => {
    await stack.sandbox.clearFaults();
    await stack.sandbox.configure('calendly', { webhookOrder: 'in_order', webhookCopies: 1 });
  });
  after(() => stack?.stop());

  async function booked(index: number): Promise<{ held: PaidBookingHeld; request: PaidBookingRequest }> {
    const request = paidRequestFor(await oneFollowupTime(stack, index));
    const held = await hold(stack, request);
    await pay(stack, held);
    await confirm(stack, held);
    await agreePaid(stack, held, request, 'confirmed');
    return { held, request };
  }

  const invitee = async ({ bookingId }: PaidBookingHeld) => {
    const found = (await activeInvitees(stack)).find((one) => one.bookingId === bookingId);
    assert.ok(found);
    return found;
  };
  const moveOnPage = async (held: PaidBookingHeld, startTime: string) =>
    stack.sandbox.act('calendly', 'reschedule', { invitee: (await invitee(held)).uri, startTime });
  const tasksAbout = async ({ bookingId }: PaidBookingHeld) => {
    const list = await askAsStaff<{ tasks: Task[] }>(stack, '/api/staff/tasks', ['tasks:manage']);
    return list.tasks.filter(({ facts }) => facts.bookingId === bookingId).map(({ kind }) => kind);
  };

  /** Booking, calendar, records, money and mails say the same. */
  async function agreeMoved(held: PaidBookingHeld, request: PaidBookingRequest, to: string): Promise<void> {
    await eventually(async () => {
      const view = await viewOf(stack, held);
      assert.deepEqual([view.status, view.payment?.status], ['confirmed', 'paid']);
      assert.equal(Date.parse(view.start), Date.parse(to));
      assert.equal(Date.parse((await invitee(held)).start), Date.parse(to));
      const [patient] = await patientsOf(stack, request.patient.email);
      const filed = await appointmentsOf(stack, patient?.id ?? '');
      assert.deepEqual(
        filed.map(({ localStart }) => localStart.slice(0, 16)),
        [clinicTime(to)],
      );
      const [payment, ...more] = await paymentsOf(stack, held.bookingId);
      assert.deepEqual(
        [more.length, payment?.receivedCents, payment?.refundedCents],
        [0, held.price.amountCents, 0],
      );
      const mails = await mailsTo(stack, request.patient.email);
      const moved = mails.filter(({ subject }) => subject.startsWith('Moved: your appointment is now on'));
      assert.equal(new Set(moved.map(({ messageId }) => messageId)).size >= 1, true);
      assert.ok(!mails.some(({ subject }) => subject.startsWith('Cancelled')));
    });
  }

  const waysOfTelling = {
    'both halves in their order': {},
    'the new half first': { webhookOrder: 'newest_first' },
    'each half twice': { webhookCopies: 2 },
    'each half twice, the new half first': { webhookOrder: 'newest_first', webhookCopies: 2 },
  } as const;
  for (const [index, [what, settings]] of Object.entries(waysOfTelling).entries()) {
    it(`keeps booking and money, and moves everything else: ${what}`, async () => {
      const { held, request } = await booked(index * 2);
      await stack.sandbox.configure('calendly', settings);
      const to = await oneFollowupTime(stack, 12 + index);
      await moveOnPage(held, to);
      await stack.advance(60_000);
      await agreeMoved(held, request, to);
      await stack.advance(10 * 60_000);
      await agreeMoved(held, request, to);
      const moved = (await mailsTo(stack, request.patient.email)).filter(({ subject }) =>
        subject.startsWith('Moved'),
      );
      assert.equal(new Set(moved.map(({ messageId }) => messageId)).size, 1, 'told once');
      assert.deepEqual(await tasksAbout(held), []);
    });
  }

  it('follows a chain of moves that is told while the calendar cannot be read', async () => {
    const { held, request } = await booked(8);
    const [b, c] = [await oneFollowupTime(stack, 17), await oneFollowupTime(stack, 19)];
    await stack.sandbox.fault({
      service: 'calendly',
      route: 'GET /scheduled_events',
      kind: 'status',
      value: 503,
      times: 6,
    });
    await moveOnPage(held, b);
    await moveOnPage(held, c);
    await stack.advance(20 * 60_000);
    await agreeMoved(held, request, c);
    assert.deepEqual(await tasksAbout(held), []);
  });

  it('is cancelled by the policy of the patient when the patient cancels there', async () => {
    const { held, request } = await booked(9);
    await stack.sandbox.act('calendly', 'cancel', { invitee: (await invitee(held)).uri });
    await agreePaid(stack, held, request, 'refunded');
  });
});
