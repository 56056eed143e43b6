import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Sandbox } from '../../start.ts';
import { caller, ids, startForTest } from '../../testing/running-sandbox.ts';
import { dayAfter, formatIn } from '../../time/zone.ts';
import { eventTypeUri, freeCallRequest, list, starts } from '../testing.ts';

describe('what Calendly says is free', () => {
  let sandbox: Sandbox;
  const calendly = caller(() => sandbox.urls.calendly, 'sandbox-calendly-token');

  before(async () => {
    sandbox = await startForTest();
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.stop());

  const local = (instant: string) =>
    formatIn('Australia/Melbourne', 'en-GB', {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(instant));

  it('offers the schedule of each person in the clinic’s zone', async () => {
    const consultant = await starts(calendly, ids.freeCall, '2026-11-22T13:00:00Z', '2026-11-29T13:00:00Z');
    const dia = await starts(calendly, ids.diaInitial, '2026-11-22T13:00:00Z', '2026-11-29T13:00:00Z');
    assert.equal(local(consultant[0] ?? ''), 'Mon 09:00');
    assert.equal(local(consultant.at(-1) ?? ''), 'Fri 16:45');
    assert.deepEqual([...new Set(dia.map((start) => local(start).slice(0, 3)))], ['Mon', 'Wed', 'Fri']);
  });

  it('keeps the hours on the wall when clocks change', async () => {
    for (const [now, spring] of [
      ['2026-09-28T00:00:00Z', '2026-09-28'],
      ['2027-03-29T00:00:00Z', '2027-03-29'],
    ] as const) {
      sandbox.setClock(new Date(now));
      const found = await starts(
        calendly,
        ids.freeCall,
        `${dayAfter(spring, 1)}T00:00:00Z`,
        `${dayAfter(spring, 14)}T00:00:00Z`,
      );
      const clocks = found.map((start) => local(start).slice(-5));
      assert.equal(clocks.toSorted()[0], '09:00');
      assert.equal(clocks.toSorted().at(-1), '16:45');
      const offsets = new Set(
        found.filter((start) => local(start).endsWith('09:00')).map((start) => start.slice(11, 16)),
      );
      assert.deepEqual([...offsets].toSorted(), ['22:00', '23:00']);
    }
  });

  it('answers the same twice, and leaves out public holidays', async () => {
    sandbox.setClock(new Date('2026-12-20T00:00:00Z'));
    const ask = () => starts(calendly, ids.freeCall, '2026-12-23T13:00:00Z', '2027-01-03T13:00:00Z');
    const [first, second] = [await ask(), await ask()];
    assert.deepEqual(first, second);
    assert.equal(
      first.some((start) => local(start).startsWith('Fri') && start.startsWith('2026-12-2')),
      false,
    );
  });

  it('keeps the minimum notice', async () => {
    sandbox.setClock(new Date('2026-11-22T22:05:00Z'));
    const found = await starts(calendly, ids.freeCall, '2026-11-22T22:06:00Z', '2026-11-23T13:00:00Z');
    assert.equal(found[0], '2026-11-22T23:15:00.000Z');
  });

  it('takes a booked time from every event type of the same person', async () => {
    const from = '2026-11-22T13:00:00Z';
    const to = '2026-11-29T13:00:00Z';
    const [start = ''] = await starts(calendly, ids.diaInitial, from, to);
    const booked = await calendly('POST /invitees', {
      body: {
        ...freeCallRequest(ids.diaInitial, start),
        questions_and_answers: [{ question: 'Mobile number', answer: '0491570006', position: 0 }],
      },
    });
    assert.equal(booked.status, 201);
    for (const id of [ids.diaInitial, ids.diaFollowup]) {
      assert.equal((await starts(calendly, id, from, to)).includes(start), false);
    }
  });

  it('refuses more than 31 days, a start that is not in the future, and a window that ends before it begins', async () => {
    const ask = (start_time: string, end_time: string) =>
      calendly('GET /event_type_available_times', {
        query: { event_type: eventTypeUri(ids.freeCall), start_time, end_time },
      });
    assert.equal((await ask('2026-11-21T00:00:00Z', '2026-12-22T00:00:00Z')).status, 200);
    const tooLong = await ask('2026-11-21T00:00:00Z', '2026-12-22T00:00:01Z');
    assert.equal(tooLong.status, 400);
    assert.equal(tooLong.body.title, 'Invalid Argument');
    assert.equal(list(tooLong.body.details)[0]?.parameter, 'end_time');
    const past = await ask('2026-11-19T00:00:00Z', '2026-11-22T00:00:00Z');
    assert.deepEqual(past.body.details, [{ parameter: 'start_time', message: 'must be in the future' }]);
    const backwards = await ask('2026-11-23T00:00:00Z', '2026-11-22T00:00:00Z');
    assert.deepEqual(backwards.body.details, [
      { parameter: 'start_time', message: 'must be before end_time' },
    ]);
    assert.equal((await ask('tomorrow', '2026-11-22T00:00:00Z')).status, 400);
  });

  it('has no pagination, writes six digits, and links to the slot', async () => {
    const answer = await calendly('GET /event_type_available_times', {
      query: {
        event_type: eventTypeUri(ids.freeCall),
        start_time: '2026-11-22T13:00:00Z',
        end_time: '2026-11-24T13:00:00Z',
      },
    });
    assert.deepEqual(Object.keys(answer.body), ['collection']);
    const [first] = list(answer.body.collection);
    assert.equal(first?.start_time, '2026-11-22T22:00:00.000000Z');
    assert.match(String(first?.scheduling_url), /\/2026-11-22T22:00:00Z\?month=2026-11&date=2026-11-22$/);
  });

  it('tells busy times for at most seven days, booked and from other calendars, in order', async () => {
    const me = (await calendly('GET /users/me')).body.resource;
    const ask = (end_time: string) =>
      calendly('GET /user_busy_times', {
        query: { user: String(me?.uri), start_time: '2026-11-22T13:00:00Z', end_time },
      });
    assert.equal((await ask('2026-11-30T13:00:00Z')).status, 400);
    await calendly('POST /invitees', { body: freeCallRequest(ids.freeCall, '2026-11-22T22:00:00Z') });
    const { body } = await ask('2026-11-29T13:00:00Z');
    const rows = list(body.collection);
    assert.deepEqual(Object.keys(body), ['collection']);
    assert.deepEqual(new Set(rows.map(({ type }) => String(type))), new Set(['calendly', 'external']));
    const times = rows.map(({ start_time }) => String(start_time));
    assert.deepEqual(times, times.toSorted());
    const free = await starts(calendly, ids.freeCall, '2026-11-22T13:00:00Z', '2026-11-29T13:00:00Z');
    for (const row of rows)
      assert.equal(free.includes(new Date(String(row.start_time)).toISOString()), false);
  });
});
