import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CombinedCalendarQuery } from '@botaniqal/shared/contracts/availability.ts';
import { combinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import { readClinic } from '../../../config/clinic/read-clinic.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { createMetrics } from '../../../platform/observability/metrics.ts';
import { openStore } from '../../../platform/store/store.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { BusyTime } from '../../../ports/calendar.ts';
import { emptyTables } from '../../../testing/empty-tables.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { until } from '../../../testing/until.ts';
import { InMemoryCalendar } from '../../../testing/vendors/calendly.ts';
import { InMemoryMailboxes } from '../../../testing/vendors/microsoft.ts';
import { Availability } from '../availability.ts';
import { storedCalendarVersions } from '../reading/calendar-versions.ts';
import { FailOver } from './fail-over.ts';
import { noteOutages, storedOutages } from './outages.ts';
import { gaugeFailOver, watchOutages } from './watch-outages.ts';

const root = new URL('../../../../../../', import.meta.url);
const clinic = readClinic(
  readFileSync(fileURLToPath(new URL('clinic.yaml', root)), 'utf8'),
  'clinic.yaml',
  {},
);
const store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
after(() => store.close());

const dia = { practitionerId: 'dr_dia', service: 'alternative_medicine', visit: 'followup' } as const;
/** Monday 23 November in Melbourne: Dr Dia works from 9 to 12:30, which is from 22:00 to 01:30 in UTC. */
const query: CombinedCalendarQuery = {
  service: 'alternative_medicine',
  visit: 'followup',
  from: '2026-11-23',
  to: '2026-11-23',
  timeZone: 'Australia/Melbourne',
  practitioner: 'dr_dia',
};
const offered = ['2026-11-22T22:00:00Z', '2026-11-22T22:20:00Z'];
const minute = 60_000;

let now: Date;
let calendar: InMemoryCalendar;
let mailboxes: InMemoryMailboxes;
let held: BusyTime[];
/** Readings that no page waits for. */
const readings: Promise<unknown>[] = [];

const clock = { now: () => new Date(now) };
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

/** A server on the store that all servers share. */
function server() {
  const outages = storedOutages({ db: store.db, clock });
  const noting = noteOutages(calendar, outages, silentLog);
  const watched = {
    ...noting,
    offeredStarts(asked: Parameters<typeof noting.offeredStarts>[0]) {
      const reading = noting.offeredStarts(asked);
      readings.push(reading);
      return reading;
    },
  };
  const failOver = new FailOver({ clinic, outages, calendar: watched, mailboxes, clock });
  const availability = new Availability({
    clinic,
    calendar: watched,
    busy: [{ between: async () => held }],
    mailboxes,
    failOver,
    versions: storedCalendarVersions(store.db),
    clock,
    patienceMs: 5000,
  });
  return {
    failOver,
    availability,
    outages,
    calendar: watched,
    async look(more: Partial<CombinedCalendarQuery> = {}) {
      const answer = combinedCalendar.parse(await availability.combined({ ...query, ...more }));
      const [first] = answer.practitioners;
      return {
        status: first?.status,
        starts: answer.days.flatMap((day) => day.slots.map((slot) => slot.start.slice(11, 16))),
      };
    },
  };
}
type Server = ReturnType<typeof server>;

/** The calendar is away for longer than clinic.yaml allows. */
async function failOverOf(one: Server): Promise<void> {
  calendar.breakReading('dr_dia');
  await one.look();
  pass(5 * minute);
}

beforeEach(async () => {
  await emptyTables(store, ['calendar_outages', 'calendar_versions']);
  now = new Date('2026-11-20T05:00:00Z');
  calendar = new InMemoryCalendar();
  calendar.open({ ...dia, starts: offered });
  mailboxes = new InMemoryMailboxes(['dr_dia']);
  held = [];
});

afterEach(() => Promise.allSettled(readings.splice(0)));

describe('while a calendar is away', () => {
  it('old times are shown until fail-over, and working hours after it', async () => {
    const one = server();
    assert.deepEqual(await one.look(), { status: 'live', starts: ['22:00', '22:20'] });
    calendar.breakReading('dr_dia');
    pass(31_000);
    await one.look();
    assert.deepEqual(await one.look(), { status: 'stale', starts: ['22:00', '22:20'] });
    pass(4 * minute);
    assert.equal((await one.look()).status, 'stale');
    pass(minute);
    const { status, starts } = await one.look();
    assert.equal(status, 'fallback');
    assert.equal(starts.length, 14);
    assert.deepEqual([starts[0], starts.at(-1)], ['22:00', '01:15']);
  });

  it('nothing is shown before fail-over when nothing was ever read', async () => {
    const one = server();
    calendar.breakReading('dr_dia');
    assert.deepEqual(await one.look(), { status: 'unavailable', starts: [] });
    pass(4 * minute);
    assert.equal((await one.look()).status, 'unavailable');
    pass(minute);
    assert.equal((await one.look()).status, 'fallback');
  });

  it('what is busy in the mailbox or in our own store is not offered', async () => {
    const one = server();
    mailboxes.addEvent('dr_dia', { start: '2026-11-22T22:10:00Z', end: '2026-11-22T23:00:00Z' });
    const times = { start: new Date('2026-11-23T01:00:00Z'), end: new Date('2026-11-23T01:15:00Z') };
    held = [{ practitionerId: 'dr_dia', ...times }];
    await failOverOf(one);
    const { starts } = await one.look();
    assert.equal(starts[0], '23:00');
    assert.equal(starts.includes('01:00'), false);
    assert.equal(starts.includes('01:15'), true);
  });

  it('the notice of the clinic is kept', async () => {
    const one = server();
    now = new Date('2026-11-22T23:00:00Z');
    await failOverOf(one);
    assert.equal((await one.look()).starts[0], '00:15');
  });

  it('a practitioner without a mailbox, or whose mailbox cannot be read, is not guessed to be free', async () => {
    const one = server();
    mailboxes.away.add('dr_dia');
    await failOverOf(one);
    assert.deepEqual(await one.look(), { status: 'unavailable', starts: [] });
    mailboxes = new InMemoryMailboxes([]);
    assert.deepEqual(await server().look(), { status: 'unavailable', starts: [] });
  });

  it('a mailbox that goes away ends the fail-over, however recently it was read', async () => {
    const one = server();
    await failOverOf(one);
    assert.equal((await one.look()).status, 'fallback');
    mailboxes.away.add('dr_dia');
    pass(31_000);
    assert.equal((await one.look()).status, 'unavailable');
  });

  it('all servers switch together, also those that have read nothing themselves', async () => {
    const [one, other] = [server(), server()];
    await failOverOf(one);
    assert.equal((await other.look()).status, 'fallback');
    calendar.mend('dr_dia');
    pass(31_000);
    await until(async () => (await one.look()).status === 'live');
    await until(async () => (await other.look()).status === 'live');
    assert.deepEqual(await other.failOver.active(), []);
  });

  it('answers from memory change with the switch, and so does their tag', async () => {
    const one = server();
    calendar.breakReading('dr_dia');
    const ask = () => one.availability.answers.get('question', () => one.availability.combined(query));
    await ask();
    pass(5 * minute - 1000);
    const before = await ask();
    pass(3000);
    const now = await ask();
    assert.notEqual(before.etag, now.etag);
  });

  it('pages do not wait for it once it is certainly away', async () => {
    const one = server();
    await failOverOf(one);
    assert.equal((await one.look()).status, 'fallback');
    pass(16_000);
    const release = calendar.holdReads();
    // Would end only after the patience of five seconds.
    assert.equal((await one.look()).status, 'fallback');
    calendar.mend('dr_dia');
    release();
  });

  it('two failed readings a day apart are not one outage', async () => {
    const one = server();
    await failOverOf(one);
    pass(26 * 60 * minute);
    assert.equal((await one.look({ from: '2026-11-25', to: '2026-11-25' })).status, 'unavailable');
    pass(5 * minute);
    assert.equal((await one.look({ from: '2026-11-25', to: '2026-11-25' })).status, 'fallback');
  });

  it('a calendar that limits us, or refuses one visit, is not away', async () => {
    const one = server();
    for (const reason of ['rate_limited', 'not_found', 'rejected'] as const) {
      calendar.breakReading('dr_dia', new UpstreamError('calendly', reason));
      await one.look();
      pass(6 * minute);
    }
    assert.notEqual((await one.look()).status, 'fallback');
    assert.deepEqual(await one.failOver.active(), []);
  });
});

describe('the watch over outages', () => {
  it('ends an outage while no patient looks, and shows fail-over as a metric', async () => {
    const one = server();
    const metrics = createMetrics();
    const gauge = async () => {
      await gaugeFailOver(one.failOver, clinic, metrics);
      const { values } = await metrics.failOver.get();
      return values.find(({ labels }) => labels.practitioner === 'dr_dia')?.value;
    };
    const watch = () => watchOutages({ ...one, clinic, clock, log: silentLog }, AbortSignal.timeout(5000));
    // The watch reads the first visit that Dr Dia gives.
    calendar.open({ ...dia, visit: 'initial', starts: offered });
    await failOverOf(one);
    await watch();
    assert.equal(await gauge(), 1);
    calendar.mend('dr_dia');
    await watch();
    assert.equal(await gauge(), 0);
    assert.deepEqual(await one.failOver.active(), []);
  });
});

describe('a booking during an outage', () => {
  const time = { ...dia, start: new Date('2026-11-22T22:00:00Z') };

  it('goes into the mailbox once fail-over is on', async () => {
    const one = server();
    assert.equal(await one.failOver.isOn(time), false);
    calendar.breakReading('dr_dia');
    await one.look();
    assert.equal(await one.failOver.isOn(time), false);
    pass(5 * minute);
    await one.look();
    assert.equal(await one.failOver.isOn(time), true);
  });

  it('looks once more when the last reading is some time ago: the calendar may be back', async () => {
    const one = server();
    await failOverOf(one);
    pass(30 * minute);
    assert.equal(await one.failOver.isOn(time), true);
    pass(30 * minute);
    calendar.mend('dr_dia');
    assert.equal(await one.failOver.isOn(time), false);
    assert.deepEqual(await one.failOver.active(), []);
  });

  it('is checked against working hours and the mailbox, as both are now, without its own event', async () => {
    const { failOver } = server();
    const asked = { ...time, durationMinutes: 15, bookingId: 'mine' };
    assert.equal(await failOver.isStartFree(asked), true);
    mailboxes.addEvent('dr_dia', {
      start: '2026-11-22T22:00:00Z',
      end: '2026-11-22T22:15:00Z',
      bookingId: 'mine',
    });
    assert.equal(await failOver.isStartFree(asked), true);
    mailboxes.addEvent('dr_dia', { start: '2026-11-22T21:00:00Z', end: '2026-11-22T22:01:00Z' });
    assert.equal(await failOver.isStartFree(asked), false);
    assert.equal(await failOver.isStartFree({ ...asked, start: new Date('2026-11-22T21:00:00Z') }), false);
    mailboxes.away.add('dr_dia');
    await assert.rejects(failOver.isStartFree(asked), UpstreamError);
  });
});
