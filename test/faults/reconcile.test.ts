import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { runReconcile } from '@botaniqal/bff/cli/reconcile.ts';
import type { PaidBookingHeld, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { type CalendarReport, calendarReport } from '@botaniqal/shared/contracts/staff/calendars.ts';
import { activeInvitees, appointmentsOf, patientsOf } from '../support/holdings.ts';
import {
  agreePaid,
  confirm,
  followupTimes,
  hold,
  oneFollowupTime,
  paidRequestFor,
  pay,
  paymentsOf,
  viewOf,
} from '../support/paid.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { askAsStaff, staffToken } from '../support/staff.ts';
import { eventually } from '../support/until.ts';

interface Task {
  kind: string;
  facts: { bookingId?: string; sides?: { where: string; state: string }[] };
}

const minute = 60_000;

describe('what differs although nothing told us', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
    await loseWebhooks();
  });
  after(() => stack?.stop());

  /** Calendly ends the subscription, as it does after a day of failures. */
  async function loseWebhooks(): Promise<void> {
    const { subscriptions } = (await eventually(async () => {
      const state = (await stack.sandbox.state('calendly')) as { subscriptions: { uri: string }[] };
      assert.equal(state.subscriptions.length, 1);
      return state;
    })) as { subscriptions: { uri: string }[] };
    const id = subscriptions[0]?.uri.split('/').at(-1);
    const answer = await fetch(`${stack.env.CALENDLY_BASE_URL}/webhook_subscriptions/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${stack.env.CALENDLY_API_KEY}` },
    });
    assert.equal(answer.status, 204);
  }

  /** As `pnpm reconcile` asks for it. @returns what was found */
  async function reconcile(): Promise<CalendarReport['found']> {
    const answer = await stack.api.send('POST', '/api/staff/calendars/reconcile', {
      body: {},
      headers: { authorization: `Bearer ${staffToken(stack, ['bookings:manage'])}` },
    });
    return calendarReport.parse(answer.ok()).found;
  }

  async function booked(index: number): Promise<{ held: PaidBookingHeld; request: PaidBookingRequest }> {
    const request = paidRequestFor(await oneFollowupTime(stack, index));
    const held = await hold(stack, request);
    await pay(stack, held);
    await confirm(stack, held);
    await agreePaid(stack, held, request, 'confirmed');
    await stack.advance(5 * minute);
    return { held, request };
  }

  const invitee = async ({ bookingId }: PaidBookingHeld) => {
    const found = (await activeInvitees(stack)).find((one) => one.bookingId === bookingId);
    assert.ok(found);
    return found;
  };
  const filedOf = async ({ patient }: PaidBookingRequest) => {
    const [record] = await patientsOf(stack, patient.email);
    return appointmentsOf(stack, record?.id ?? '');
  };
  const kindsOf = (found: CalendarReport['found']) => found.map(({ kind, outcome }) => `${kind}: ${outcome}`);
  const tasksAbout = async ({ bookingId }: PaidBookingHeld) => {
    const list = await askAsStaff<{ tasks: Task[] }>(stack, '/api/staff/tasks', ['tasks:manage']);
    return list.tasks.filter(({ facts }) => facts.bookingId === bookingId);
  };
  /** Every later comparison finds nothing. */
  const agreed = async () => {
    await stack.advance(15 * minute);
    assert.deepEqual(await reconcile(), []);
  };

  it('a move at Calendly whose webhooks were lost is followed', async () => {
    const { held, request } = await booked(0);
    const to = await oneFollowupTime(stack, 8);
    const { uri } = await invitee(held);
    await stack.sandbox.act('calendly', 'reschedule', { invitee: uri, startTime: to });
    assert.deepEqual(kindsOf(await reconcile()), ['moved_in_calendar: mended']);
    await eventually(async () => {
      const view = await viewOf(stack, held);
      assert.deepEqual([view.status, Date.parse(view.start)], ['confirmed', Date.parse(to)]);
      const [payment] = await paymentsOf(stack, held.bookingId);
      assert.equal(payment?.refundedCents, 0);
      assert.equal((await filedOf(request)).length, 1);
    });
    await agreed();
  });

  it('a cancellation at Calendly whose webhook was lost is followed, with the refund of the policy', async () => {
    const { held, request } = await booked(1);
    await stack.sandbox.act('calendly', 'cancel', { invitee: (await invitee(held)).uri });
    assert.deepEqual(kindsOf(await reconcile()), ['cancelled_in_calendar: mended']);
    await agreePaid(stack, held, request, 'refunded');
    await agreed();
  });

  it('an appointment that was deleted in MediRecords is filed again; deleted once more, staff decide', async () => {
    const { held, request } = await booked(2);
    const remove = async () => {
      const [filed] = await filedOf(request);
      assert.ok(filed);
      await stack.sandbox.act('medirecords', 'delete_appointment', { appointment: filed.id });
    };
    await remove();
    assert.deepEqual(kindsOf(await reconcile()), ['missing_in_records: mended']);
    await eventually(async () => assert.equal((await filedOf(request)).length, 1));
    await agreed();
    await remove();
    assert.deepEqual(kindsOf(await reconcile()), ['missing_in_records: task']);
    const [task, ...more] = await tasksAbout(held);
    assert.deepEqual([task?.kind, more.length], ['missing_in_records', 0]);
    assert.deepEqual(
      task?.facts.sides?.map(({ where, state }) => `${where}: ${state}`),
      ['Our booking: booked', 'Calendly: booked', 'MediRecords: none'],
    );
    const calendars = await askAsStaff<{
      practitioners: { id: string; differences: { kind: string; bookingId: string }[] }[];
    }>(stack, '/api/staff/calendars', ['calendars:read']);
    const shown = calendars.practitioners.find(({ id }) => id === 'dr_dia')?.differences ?? [];
    assert.deepEqual(
      shown.map(({ kind, bookingId }) => [kind, bookingId]),
      [['missing_in_records', held.bookingId]],
    );
  });

  it('an appointment that reception typed into MediRecords is not offered, and cannot be booked', async () => {
    const start = await oneFollowupTime(stack, 5);
    const other = await oneFollowupTime(stack, 6);
    const [appointment] = (
      (await stack.sandbox.state('medirecords')) as { appointments: { providerId: string }[] }
    ).appointments;
    const provider = appointment?.providerId;
    await stack.sandbox.act('medirecords', 'add_appointment', { provider, start });
    const refused = await stack.api.send('POST', '/api/bookings', { body: paidRequestFor(start) });
    assert.equal(refused.problem().code, 'slot_unavailable');
    await eventually(async () => assert.ok(!(await followupTimes(stack)).includes(start)));
    assert.ok((await followupTimes(stack)).includes(other));
  });

  it('is printed by day and kind at the command line, and the exit code says whether staff have to decide', async () => {
    const lines: string[] = [];
    const context = {
      env: { ...stack.env, PUBLIC_URL: stack.url },
      print: (text: string) => void lines.push(text),
      clock: { now: stack.now },
    };
    await stack.advance(15 * minute);
    assert.equal(await runReconcile([], context), 2);
    assert.match(lines.join('\n'), /^2026-1\d-\d\d +missing_in_records +task +1$/m);
    assert.equal(await runReconcile(['--report'], context), 2);
    assert.equal(lines[0], lines[1]);
  });

  it('records that cannot be read are no difference', async () => {
    await stack.sandbox.fault({ service: 'medirecords', kind: 'status', value: 503 });
    await stack.advance(15 * minute);
    const answer = await stack.api.send('POST', '/api/staff/calendars/reconcile', {
      body: {},
      headers: { authorization: `Bearer ${staffToken(stack, ['bookings:manage'])}` },
    });
    const { found, unread } = calendarReport.parse(answer.ok());
    assert.deepEqual(found, []);
    assert.ok(
      unread.some(({ practitionerId, source }) => `${practitionerId} ${source}` === 'dr_dia records'),
    );
    await stack.sandbox.clearFaults();
  });
});
