import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { byPatient } from '../../platform/audit/actor.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { createStaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { clinic, freshWorld, serverOn, type World } from '../../testing/fixtures/bookings/booking-fixture.ts';
import {
  confirmedFollowup,
  disagreements,
  openFollowups,
} from '../../testing/fixtures/bookings/paid-fixture.ts';
import { dies, killAtEachAct } from '../../testing/fixtures/crash.ts';
import { serviceNames } from '../../testing/fixtures/service-names.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { cancelBooking, loadBooking } from '../bookings/index.ts';
import type { ReconciliationDeps } from './deps.ts';
import { differencesOfPractitioners } from './differences-of-practitioners.ts';
import { reconcile } from './runs/reconcile.ts';
import { beginRun, lastRun } from './runs/run-store.ts';

const [first, second, third] = ['2026-11-23T22:30:00Z', '2026-11-24T01:00:00Z', '2026-11-24T03:00:00Z'];
const { signal } = new AbortController();

describe('comparing calendars with our bookings', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let bookingId: string;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  const start = async () => {
    world = await freshWorld(store);
    openFollowups(world, [first, second, third]);
    server = serverOn(world);
    ({ bookingId } = await confirmedFollowup(server, world, first));
    later();
  };
  beforeEach(start);

  const later = () => {
    world.clock.at = new Date(world.clock.at.getTime() + hourMs);
  };
  const depsOf = (on: typeof server): ReconciliationDeps => ({
    ...on.deps,
    clinic,
    names: serviceNames,
    staff: createStaffAuth({ secret: 'x'.repeat(32), clock: world.clock }),
    lists: world.calendar,
    mailboxes: world.mailboxes,
    records: world.records,
  });
  const compare = async (on = server) => {
    await reconcile(depsOf(on), { startedBy: 'schedule', signal });
    await on.jobs.runAll(hourMs);
    const run = await lastRun(store.db);
    return run?.found.map(({ kind, outcome }) => `${kind}: ${outcome}`) ?? [];
  };
  /** An hour later it is compared again, and nothing differs. */
  const agree = async () => {
    later();
    assert.deepEqual(await compare(), []);
    assert.deepEqual(await disagreements(world), []);
    assert.equal((await differencesOfPractitioners(store.db, serviceNames)).size, 0);
  };
  const load = async () => {
    const booking = await loadBooking(server.deps, store.db, bookingId);
    assert.ok(booking);
    return booking;
  };
  const eventId = async () => (await load()).calendarEventId ?? '';

  it('finds nothing where all agree, in one list call, and says so', async () => {
    assert.deepEqual(await compare(), []);
    assert.deepEqual(world.calendar.looks, ['list']);
    assert.equal((await lastRun(store.db))?.compared, 1);
  });

  it('follows a move and a cancellation whose webhooks were lost', async () => {
    world.calendar.moveByInvitee(await eventId(), second);
    assert.deepEqual(await compare(), ['moved_in_calendar: mended']);
    assert.equal((await load()).start.toISOString(), new Date(second).toISOString());
    await agree();
    later();
    world.calendar.cancelByHost(await eventId());
    assert.deepEqual(await compare(), ['cancelled_in_calendar: mended']);
    assert.equal((await load()).status, 'cancelled');
    assert.equal(world.payments.refunds.length, 1);
    await agree();
  });

  it('asks staff once when the calendar has it no more, and closes the task when it is back', async () => {
    const kept = { ...world.calendar.appointments[0] };
    world.calendar.forget(await eventId());
    assert.deepEqual(await compare(), ['missing_in_calendar: task']);
    const [facts] = await world.taskFacts();
    assert.deepEqual(
      facts?.sides?.map(({ where, state }) => `${where}: ${state}`),
      ['Our booking: booked', 'Calendly: none', 'MediRecords: booked'],
    );
    later();
    await compare();
    assert.deepEqual(await world.openTasks(), ['missing_in_calendar']);
    assert.equal((await load()).status, 'confirmed');
    assert.equal(world.payments.refunds.length, 0);
    world.calendar.appointments.push(kept as (typeof world.calendar.appointments)[number]);
    await agree();
    assert.deepEqual(await world.openTasks(), []);
  });

  it('does not ask again about what staff have closed by hand', async () => {
    world.calendar.forget(await eventId());
    await compare();
    await world.finishTasks();
    later();
    await compare();
    assert.deepEqual(await world.openTasks(), []);
  });

  it('says nothing about a side that cannot be read, and keeps what was found before', async () => {
    world.calendar.forget(await eventId());
    world.calendar.breakReading('dr_dia');
    world.records.down();
    world.mailboxes.away.add('dr_dia');
    assert.deepEqual(await compare(), []);
    const sources = (await lastRun(store.db))?.unread.filter((one) => one.practitionerId === 'dr_dia');
    assert.deepEqual(sources?.map(({ source }) => source).sort(), ['calendar', 'mailbox', 'records']);
    world.calendar.mend('dr_dia');
    await compare();
    world.calendar.breakReading('dr_dia');
    later();
    await compare();
    assert.deepEqual(await world.openTasks(), ['missing_in_calendar']);
  });

  it('files an appointment again that was deleted in the records, and asks staff when it is deleted again', async () => {
    world.records.appointments.splice(0);
    assert.deepEqual(await compare(), ['missing_in_records: mended']);
    await agree();
    later();
    world.records.appointments.splice(0);
    assert.deepEqual(await compare(), ['missing_in_records: task']);
    assert.deepEqual(await world.openTasks(), ['missing_in_records']);
    assert.deepEqual(world.records.appointments, []);
  });

  it('asks staff about another time, another practitioner or a cancellation in the records', async () => {
    const [filed] = world.records.appointments;
    assert.ok(filed);
    const { start: at, providerId } = filed;
    filed.start = new Date(second);
    assert.deepEqual(await compare(), ['other_time_in_records: task']);
    filed.start = at;
    filed.status = 'cancelled';
    later();
    assert.deepEqual(await compare(), ['cancelled_in_records: task']);
    assert.deepEqual(await world.openTasks(), ['cancelled_in_records']);
    filed.status = 'booked';
    filed.providerId = clinic.practitioners.find(({ id }) => id === 'dr_shivani')?.medirecords.provider ?? '';
    later();
    assert.deepEqual(await compare(), ['other_practitioner_in_records: task']);
    filed.providerId = providerId;
    await agree();
    assert.deepEqual(await world.openTasks(), []);
  });

  it('asks staff about two appointments of one booking, and asks the calendar once whose each is', async () => {
    const extra = world.calendar.repeat(await eventId(), third);
    assert.deepEqual(await compare(), ['two_appointments: task']);
    later();
    assert.deepEqual(await compare(), ['two_appointments: task']);
    const asked = world.calendar.looks.filter((look) => look.startsWith('booking of'));
    assert.deepEqual(asked, [`booking of ${extra}`]);
    world.calendar.cancelByHost(extra);
    await agree();
    assert.deepEqual(await world.openTasks(), []);
  });

  it('removes an entry in a mailbox and an appointment that are left after a cancellation', async () => {
    const event = await eventId();
    await cancelBooking(server.deps, await load(), byPatient());
    await server.jobs.runAll(hourMs);
    const held = world.calendar.appointments.find((one) => one.eventId === event);
    assert.ok(held);
    held.status = 'active';
    world.mailboxes.addEvent('dr_dia', { start: first, end: second, bookingId });
    later();
    assert.deepEqual((await compare()).sort(), [
      'left_over_in_calendar: mended',
      'left_over_in_mailbox: mended',
    ]);
    assert.deepEqual(world.mailboxes.events(), []);
    assert.equal(held.status, 'cancelled');
    await agree();
  });

  it('leaves a booking alone that has changed a moment ago', async () => {
    world.clock.at = new Date((await load()).updatedAt.getTime() + 30_000);
    world.calendar.forget(await eventId());
    assert.deepEqual(await compare(), []);
  });

  it('is done by one server at a time, and a killed run stops the next for minutes only', async () => {
    assert.ok(await beginRun(store.db, 'schedule', world.clock.at));
    assert.equal(await reconcile(depsOf(server), { startedBy: 'staff', signal }), null);
    world.clock.at = new Date(world.clock.at.getTime() + 16 * 60_000);
    assert.ok(await reconcile(depsOf(server), { startedBy: 'staff', signal }));
  });

  it('can be killed at each act and run again', async () => {
    const crashes = await killAtEachAct(async (crashBefore) => {
      await start();
      world.calendar.moveByInvitee(await eventId(), second);
      world.mailboxes.addEvent('dr_dia', { start: third, end: '2026-11-24T03:15:00Z', bookingId });
      const doomed = serverOn(world, crashBefore);
      const died = await dies(async () => void (await compare(doomed)));
      server = serverOn(world);
      for (let run = 0; run < 3; run += 1) {
        await server.jobs.runAll(hourMs);
        later();
        await compare();
      }
      const at = `killed before act ${crashBefore}`;
      assert.deepEqual(await disagreements(world), [], at);
      assert.deepEqual(await world.openTasks(), [], at);
      assert.equal((await load()).start.toISOString(), new Date(second).toISOString(), at);
      assert.deepEqual(world.mailboxes.events(), [], at);
      return died;
    });
    assert.ok(crashes > 10, `it was killed ${crashes} times`);
  });
});
