import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { activeInvitees } from '../support/holdings.ts';
import { agreePaid, confirm, hold, oneFollowupTime, paidRequestFor, pay, viewOf } from '../support/paid.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { askAsStaff } from '../support/staff.ts';
import { eventually } from '../support/until.ts';

interface Task {
  kind: string;
  todo: string;
  facts: { bookingId?: string; start?: string; movedTo?: { start: string; state: string } };
}

describe('a patient who moves a paid appointment on the page of Calendly', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  afterEach(() => stack.sandbox.clearFaults());
  after(() => stack?.stop());

  it('keeps the booking and the money; staff are given both times, and nothing is told twice', async () => {
    const time = await oneFollowupTime(stack, 0);
    const newTime = await oneFollowupTime(stack, 5);
    const request = paidRequestFor(time);
    const held = await hold(stack, request);
    await pay(stack, held);
    await confirm(stack, held);
    await agreePaid(stack, held, request, 'confirmed');

    const old = (await activeInvitees(stack)).find(({ bookingId }) => bookingId === held.bookingId);
    assert.ok(old);
    await stack.sandbox.act('calendly', 'reschedule', { invitee: old.uri, startTime: newTime });
    const tasks = async () => {
      const list = await askAsStaff<{ tasks: Task[] }>(stack, '/api/staff/tasks', ['tasks:manage']);
      return list.tasks.filter(({ facts }) => facts.bookingId === held.bookingId);
    };
    await eventually(async () => assert.equal((await tasks()).length, 1));
    await stack.advance(10 * 60_000);
    const [task, ...more] = await tasks();
    assert.deepEqual(more, []);
    assert.equal(task?.kind, 'moved_in_calendar');
    assert.match(task?.todo ?? '', /nothing was cancelled or refunded/);
    assert.equal(Date.parse(task?.facts.start ?? ''), Date.parse(time));
    assert.equal(Date.parse(task?.facts.movedTo?.start ?? ''), Date.parse(newTime));
    const shown = await viewOf(stack, held);
    assert.deepEqual([shown.status, shown.payment?.status], ['confirmed', 'paid']);
  });
});
