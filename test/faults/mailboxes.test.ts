import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { newPatient, oneFreeTime, requestFor } from '../support/patients.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { staffToken } from '../support/staff.ts';
import { eventually } from '../support/until.ts';

/** Who gives the free first call, and the service that it is booked for. */
const consultant = 'consultant';
const minute = 60_000;

interface Held {
  subscriptions: { id: string; resource: string; clientState: string; expirationDateTime: string }[];
}

describe("a practitioner's mailbox", () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
    await eventually(async () => assert.ok((await subscriptions()).length >= 6));
  });
  afterEach(() => stack.sandbox.clearFaults());
  after(() => stack?.stop());

  const subscriptions = async () => ((await stack.sandbox.state('microsoft')) as Held).subscriptions;
  const isOffered = async (start: string) => {
    const day = start.slice(0, 10);
    const query = {
      service: 'alternative_medicine',
      visit: 'consultation',
      from: day,
      to: day,
      timeZone: 'UTC',
    };
    const { days } = (await stack.api.calendar(query)).ok();
    return days.some(({ slots }) => slots.some((slot) => slot.start === start));
  };
  const statusOf = async () => {
    const query = { service: 'alternative_medicine', visit: 'consultation', timeZone: 'UTC' };
    const { practitioners } = (
      await stack.api.calendar({ ...query, from: '2026-12-01', to: '2026-12-02' })
    ).ok();
    return practitioners.find(({ id }) => id === consultant)?.status;
  };
  const addEvent = async (start: string, minutes = 15) => {
    const added = await stack.sandbox.act('microsoft', 'add_event', { mailbox: consultant, start, minutes });
    return (added as { result: { id: string } }).result;
  };
  const removeEvent = (event: string) =>
    stack.sandbox.act('microsoft', 'remove_event', { mailbox: consultant, event });
  const later = (start: string, minutes: number) =>
    new Date(Date.parse(start) + minutes * minute).toISOString();
  const staff = (path: string, permission: string) =>
    stack.api.send('GET', path, { headers: { authorization: `Bearer ${staffToken(stack, [permission])}` } });
  const conflicts = async () => {
    const { tasks } = (await staff('/api/staff/tasks', 'tasks:manage')).ok() as {
      tasks: {
        kind: string;
        facts: { bookingId: string; start: string; mailboxEvents: { start: string }[] };
      }[];
    };
    return tasks.filter(({ kind }) => kind === 'mailbox_conflict');
  };

  it('with an event over a free time takes it from the page within seconds, and gives it back', async () => {
    const start = await oneFreeTime(stack, 3);
    assert.equal(await isOffered(start), true);
    const { id } = await addEvent(start);
    await eventually(async () => assert.equal(await isOffered(start), false));
    await removeEvent(id);
    await eventually(async () => assert.equal(await isOffered(start), true));
  });

  it('is looked into at the time of booking: a busy time is not booked, and others are named', async () => {
    const start = await oneFreeTime(stack, 5);
    // No notification arrives, so the page still shows the time.
    await stack.sandbox.configure('microsoft', { missEvery: 1 });
    assert.equal(await isOffered(start), true);
    await addEvent(start);
    const refused = await stack.api.book(requestFor([start], newPatient('Busy')));
    await stack.sandbox.configure('microsoft', { missEvery: null });
    assert.equal(refused.status, 409, refused.text);
    const problem = refused.problem();
    assert.equal(problem.code, 'slot_unavailable');
    assert.ok((problem.alternatives ?? []).length > 0 && !problem.alternatives?.includes(start));
  });

  it('that cannot be read stops no booking, and pages say that times may not be current', async () => {
    const start = await oneFreeTime(stack, 7);
    await stack.sandbox.fault({ service: 'microsoft', kind: 'status', value: 503 });
    await stack.advance(31 * minute);
    await eventually(async () => assert.equal(await statusOf(), 'stale'));
    assert.equal(await isOffered(start), true);
    const booked = await stack.api.book(requestFor([start], newPatient('Away')));
    assert.equal(booked.status, 201, booked.text);
    const { practitioners } = (await staff('/api/staff/calendars', 'calendars:read')).ok() as {
      practitioners: { id: string; mailbox: { status: string } }[];
    };
    assert.equal(practitioners.find(({ id }) => id === consultant)?.mailbox.status, 'failing');
  });

  it('with an event over a confirmed appointment opens one task with both times, which closes by itself', async () => {
    const start = await oneFreeTime(stack, 9);
    const booked = await stack.api.book(requestFor([start], newPatient('Conflict')));
    assert.equal(booked.status, 201, booked.text);
    const { bookingId } = booked.ok();
    const own = async () => (await conflicts()).filter(({ facts }) => facts.bookingId === bookingId);
    // Exactly the times of the appointment: it could be the copy that Calendly writes, and is not.
    const { id } = await addEvent(start);
    await eventually(async () => assert.equal((await own()).length, 1));
    const [task] = await own();
    assert.equal(Date.parse(task?.facts.start ?? ''), Date.parse(start));
    assert.deepEqual(
      task?.facts.mailboxEvents.map((one) => Date.parse(one.start)),
      [Date.parse(start)],
    );
    const second = await addEvent(later(start, 5), 30);
    await eventually(async () => assert.equal((await own())[0]?.facts.mailboxEvents.length, 2));
    assert.equal((await own()).length, 1);
    await removeEvent(id);
    await removeEvent(second.id);
    await eventually(async () => assert.equal((await own()).length, 0));
  });

  it('whose subscription is removed by Microsoft has a new one, and nothing in between is missed', async () => {
    const before = (await subscriptions()).map(({ id }) => id);
    const start = await oneFreeTime(stack, 11);
    assert.equal(await isOffered(start), true);
    await stack.sandbox.configure('microsoft', { missEvery: 1 });
    await addEvent(start);
    await stack.sandbox.configure('microsoft', { missEvery: null });
    await stack.sandbox.act('microsoft', 'remove_subscription', { mailbox: consultant });
    await eventually(async () => assert.equal(await isOffered(start), false));
    await eventually(async () => {
      const now = (await subscriptions()).map(({ id }) => id);
      assert.equal(now.length, before.length);
      assert.equal(now.filter((id) => !before.includes(id)).length, 1);
    });
  });

  it('has one subscription with an end that staff see', async () => {
    const { practitioners } = (await staff('/api/staff/calendars', 'calendars:read')).ok() as {
      practitioners: { id: string; mailbox: { subscription: { endsAt: string } | null } }[];
    };
    const held = await subscriptions();
    assert.equal(new Set(held.map(({ resource }) => resource.toLowerCase())).size, held.length);
    for (const { mailbox } of practitioners) {
      assert.ok(Date.parse(mailbox.subscription?.endsAt ?? '') > stack.now().getTime());
    }
  });

  it('refuses notifications with a wrong secret', async () => {
    const [one] = await subscriptions();
    const notification = { subscriptionId: one?.id, changeType: 'updated', clientState: 'wrong' };
    const answer = await stack.api.send('POST', '/api/webhooks/graph', { body: { value: [notification] } });
    assert.equal(answer.status, 401);
  });
});
