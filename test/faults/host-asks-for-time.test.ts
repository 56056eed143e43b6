import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { activeInvitees, mailsTo } from '../support/holdings.ts';
import { agreePaid, confirm, hold, oneFollowupTime, paidRequestFor, pay, viewOf } from '../support/paid.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { askAsStaff } from '../support/staff.ts';
import { eventually } from '../support/until.ts';

interface Task {
  kind: string;
  facts: { bookingId?: string };
}

/** Two patients whose practitioner asks for another time at Calendly: it cancels, and no new time is chosen yet. */
describe('a practitioner who asks a patient for another time on the page of Calendly', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack({ env: { LOG_LEVEL: 'warn' } });
  });
  after(() => stack?.stop());

  async function askedForTime(index: number) {
    const request = paidRequestFor(await oneFollowupTime(stack, index));
    const held = await hold(stack, request);
    await pay(stack, held);
    await confirm(stack, held);
    await agreePaid(stack, held, request, 'confirmed');
    const invitee = (await activeInvitees(stack)).find((one) => one.bookingId === held.bookingId);
    await stack.sandbox.act('calendly', 'ask_for_time', { invitee: invitee?.uri });
    return { held, request, invitee: invitee?.uri };
  }
  const tasks = async (bookingId: string) => {
    const list = await askAsStaff<{ tasks: Task[] }>(stack, '/api/staff/tasks', ['tasks:manage']);
    return list.tasks.filter(({ facts }) => facts.bookingId === bookingId).map(({ kind }) => kind);
  };

  it('keeps booking and money for 72 hours, follows a time that is chosen, and then gives everything back', async () => {
    const chooses = await askedForTime(12);
    const silent = await askedForTime(14);
    for (const { held } of [chooses, silent]) {
      await eventually(async () => assert.deepEqual(await tasks(held.bookingId), ['moved_in_calendar']));
      const view = await viewOf(stack, held);
      assert.deepEqual([view.status, view.payment?.status], ['confirmed', 'paid']);
    }

    await stack.advance(24 * hourMs);
    const to = await oneFollowupTime(stack, 16);
    await stack.sandbox.act('calendly', 'reschedule', { invitee: chooses.invitee, startTime: to });
    await eventually(async () => {
      assert.equal(Date.parse((await viewOf(stack, chooses.held)).start), Date.parse(to));
      assert.deepEqual(await tasks(chooses.held.bookingId), []);
      const mails = await mailsTo(stack, chooses.request.patient.email);
      assert.ok(mails.some(({ subject }) => subject.startsWith('Moved')));
      assert.ok(!mails.some(({ subject }) => subject.startsWith('Cancelled')));
    });
    assert.equal((await viewOf(stack, silent.held)).status, 'confirmed', 'the other one still waits');

    await stack.advance(47 * hourMs);
    const early = await viewOf(stack, silent.held);
    assert.deepEqual([early.status, early.payment?.status], ['confirmed', 'paid'], '71 hours: kept');

    // The sweeper ends the wait by the clinic's clock, at the latest some minutes of the machine's clock later.
    await stack.advance(2 * hourMs);
    await agreePaid(stack, silent.held, silent.request, 'refunded');
    await eventually(async () => {
      assert.deepEqual(await tasks(silent.held.bookingId), []);
      const mails = await mailsTo(stack, silent.request.patient.email);
      assert.equal(mails.filter(({ subject }) => subject.startsWith('Cancelled')).length, 1);
    });
    const view = await viewOf(stack, chooses.held);
    assert.deepEqual([view.status, view.payment?.status], ['confirmed', 'paid']);
  });
});
