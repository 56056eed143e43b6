import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { byPatient } from '../../../../platform/audit/actor.ts';
import { silentLog } from '../../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../../platform/store/store.ts';
import { freshWorld, serverOn, type World } from '../../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  confirmedFollowup,
  disagreements,
  followupCents,
  openFollowups,
} from '../../../../testing/fixtures/bookings/paid-fixture.ts';
import { dies, killAtEachAct } from '../../../../testing/fixtures/crash.ts';
import { migratedPostgres } from '../../../../testing/postgres.ts';
import { attendanceInCalendar, noteNoShow } from '../../attendance/note-no-show.ts';
import { mustLoadBooking } from '../../booking-store.ts';
import { viewOf } from '../../booking-view.ts';
import { cancelBooking } from '../../cancelling/cancel-booking.ts';
import { cancelledInCalendar } from '../../cancelling/cancelled-in-calendar.ts';
import { sweep } from '../../running/sweep.ts';
import { moveBooking } from '../move-booking.ts';
import { adoptMove } from './adopt-move.ts';

const [first, second, third] = ['2026-11-23T22:30:00Z', '2026-11-24T01:00:00Z', '2026-11-24T03:00:00Z'];
const { signal } = new AbortController();

describe('an appointment that was moved on the page of the calendar', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let bookingId: string;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [first, second, third]);
    server = serverOn(world);
    ({ bookingId } = await confirmedFollowup(server, world, first));
  });

  const load = () => mustLoadBooking(server.deps, store.db, bookingId);
  const eventId = async () => (await load()).calendarEventId ?? '';
  const tell = (id: string, on = server) => adoptMove(on.deps, { eventId: id, signal });
  const agree = async (what = '') => {
    await server.jobs.runAll();
    assert.deepEqual(await disagreements(world), [], what);
  };
  /** The clock goes on by so many hours, then the sweeper and the jobs run. */
  const sweepAfter = async (hours: number) => {
    world.clock.at = new Date(world.clock.at.getTime() + hours * hourMs);
    await sweep(server.deps, signal);
    await server.jobs.runAll();
  };
  const toPatient = () => world.mailer.sent.filter(({ to }) => to === 'p0@example.com');
  const refunded = () => world.payments.refunds.reduce((sum, one) => sum + one.amountCents, 0);

  it('is followed: same booking and payment, new time everywhere, and the patient has a newer calendar file', async () => {
    const old = await eventId();
    world.calendar.moveByInvitee(old, second);
    await tell(old);
    await agree();
    const view = await viewOf(server.deps, await load());
    assert.deepEqual(
      [view.status, view.start, view.payment?.status, view.rescheduling.timesLeft],
      ['confirmed', second, 'paid', 1],
    );
    assert.equal(refunded(), 0);
    assert.deepEqual(await world.openTasks(), []);
    const mail = toPatient().at(-1);
    assert.match(mail?.subject ?? '', /^Moved: your appointment is now on/);
    assert.match(String(mail?.attachments?.[0]?.content), /SEQUENCE:1\r\n/);
    assert.ok(!toPatient().some(({ subject }) => /^Cancelled/.test(subject)));
    const toClinic = world.mailer.sent.filter(({ to }) => to === 'enquiries@clinic.example.com');
    assert.match(toClinic.at(-1)?.subject ?? '', /^Moved: /);
  });

  it('is followed once, however often and late it is told', async () => {
    const old = await eventId();
    const fresh = world.calendar.moveByInvitee(old, second);
    await Promise.all([tell(old), tell(old)]);
    for (const id of [old, fresh, old]) await tell(id);
    await cancelledInCalendar(server.deps, { eventId: old, signal });
    await agree();
    assert.equal((await load()).moves, 1);
    assert.equal(toPatient().filter(({ subject }) => /^Moved/.test(subject)).length, 1);
  });

  it('is followed over a chain of moves to the last one, and the late notices of the others change nothing', async () => {
    const a = await eventId();
    const b = world.calendar.moveByInvitee(a, second);
    const c = world.calendar.moveByInvitee(b, third);
    await tell(a);
    await tell(b);
    await agree();
    assert.equal(await eventId(), c);
    const d = world.calendar.moveByInvitee(c, first);
    await tell(c);
    await tell(a);
    await agree();
    assert.equal(await eventId(), d);
    assert.equal((await load()).start.toISOString(), new Date(first).toISOString());
  });

  it('goes to another practitioner who gives the visit', async () => {
    const old = await eventId();
    world.calendar.moveByInvitee(old, second, { practitionerId: 'dr_shivani' });
    await tell(old);
    await agree();
    assert.equal((await load()).practitionerId, 'dr_shivani');
  });

  it('is left to staff when it went to another visit, and followed when it comes back', async () => {
    const old = await eventId();
    const elsewhere = world.calendar.moveByInvitee(old, second, { visit: 'initial' });
    await tell(old);
    await server.jobs.runAll();
    assert.deepEqual(await world.openTasks(), ['moved_in_calendar']);
    assert.equal((await load()).start.toISOString(), new Date(first).toISOString());
    world.calendar.moveByInvitee(elsewhere, third, { visit: 'followup' });
    await tell(old);
    await agree();
    assert.deepEqual(await world.openTasks(), []);
  });

  it('is cancelled by the policy of the patient when the patient cancels the new one', async () => {
    const old = await eventId();
    const fresh = world.calendar.moveByInvitee(old, second);
    world.clock.at = new Date('2026-11-23T20:00:00Z');
    world.calendar.cancelByInvitee(fresh, world.clock.at);
    await tell(old);
    await server.jobs.runAll();
    assert.equal((await load()).status, 'cancelled');
    assert.equal(refunded(), 0, 'less than a day before');
  });

  it('waits three days for a time that the patient has not chosen, with a task, and only then gives everything back', async () => {
    const old = await eventId();
    world.calendar.askToMove(old);
    await tell(old);
    await cancelledInCalendar(server.deps, { eventId: old, signal });
    await sweepAfter(71);
    assert.equal((await load()).status, 'confirmed');
    assert.equal(refunded(), 0);
    assert.deepEqual(await world.openTasks(), ['moved_in_calendar']);
    await sweepAfter(2);
    await sweepAfter(1);
    assert.equal((await load()).status, 'cancelled');
    assert.equal(refunded(), followupCents);
    assert.equal(toPatient().filter(({ subject }) => /^Cancelled/.test(subject)).length, 1);
    assert.deepEqual(world.records.appointments, []);
    assert.deepEqual(await world.openTasks(), []);
    await agree();
  });

  it('is followed when the patient chooses a time within the three days', async () => {
    const old = await eventId();
    world.calendar.askToMove(old);
    await tell(old);
    await sweepAfter(24);
    world.calendar.moveByInvitee(old, third);
    await sweepAfter(49);
    await agree('the sweeper finds it without a notice');
    assert.deepEqual(await world.openTasks(), []);
    assert.equal((await load()).timesMoved, 1);
  });

  it('asks staff when the time is booked here for another patient', async () => {
    const old = await eventId();
    const other = await confirmedFollowup(server, world, second, 1);
    world.calendar.moveByInvitee(old, second);
    await tell(old);
    await server.jobs.runAll();
    assert.ok((await world.openTasks()).includes('moved_onto_taken_time'));
    const facts = await world.taskFacts();
    assert.ok(facts.some(({ reason }) => reason?.includes(other.confirmationNumber)));
  });

  it('is cancelled at the place where it is now when our own move was on its way', async () => {
    const old = await eventId();
    await moveBooking(server.deps, await load(), { start: third }, byPatient());
    world.calendar.moveByInvitee(old, second);
    await tell(old);
    await agree();
    const active = world.calendar.appointments.filter(({ status }) => status === 'active');
    assert.deepEqual(
      active.map(({ start }) => start.toISOString()),
      ['2026-11-24T03:00:00.000Z'],
    );
  });

  it('brings a full refund back for no one whose refund was over', async () => {
    const old = await eventId();
    world.clock.at = new Date('2026-11-23T20:00:00Z');
    world.calendar.moveByInvitee(old, '2026-12-20T22:30:00Z');
    await tell(old);
    await server.jobs.runAll();
    await cancelBooking(server.deps, await load(), byPatient());
    await server.jobs.runAll();
    assert.equal(refunded(), 0);
  });

  it('leaves booking, calendar, records and money agreed wherever the server is killed', async () => {
    await killAtEachAct(async (crashBefore) => {
      world = await freshWorld(store);
      openFollowups(world, [first, second]);
      server = serverOn(world);
      ({ bookingId } = await confirmedFollowup(server, world, first));
      const old = await eventId();
      world.calendar.moveByInvitee(old, second);
      const doomed = serverOn(world, crashBefore);
      const died = await dies(async () => {
        await tell(old, doomed);
        await doomed.jobs.runAll();
      });
      server = serverOn(world);
      await tell(old);
      const at = `killed before act ${crashBefore}`;
      await agree(at);
      assert.deepEqual(await world.openTasks(), [], at);
      const ids = toPatient()
        .filter(({ subject }) => /^Moved/.test(subject))
        .map(({ messageId }) => messageId);
      assert.equal(new Set(ids).size, 1, at);
      return died;
    });
  });
});

describe('an appointment that was cancelled on the page of the calendar', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [first]);
    server = serverOn(world);
  });

  for (const [by, when, cents] of [
    ['patient', '2026-11-20T06:00:00Z', followupCents],
    ['patient', '2026-11-23T20:00:00Z', 0],
    ['host', '2026-11-23T20:00:00Z', followupCents],
  ] as const) {
    it(`gives back ${cents} cents when the ${by} cancels at ${when}`, async () => {
      const { bookingId } = await confirmedFollowup(server, world, first);
      const { calendarEventId } = await mustLoadBooking(server.deps, store.db, bookingId);
      const eventId = calendarEventId ?? '';
      world.clock.at = new Date(when);
      if (by === 'patient') world.calendar.cancelByInvitee(eventId, world.clock.at);
      else world.calendar.cancelByHost(eventId);
      // The notice comes late: the moment of the cancellation counts.
      world.clock.at = new Date('2026-11-23T21:00:00Z');
      await cancelledInCalendar(server.deps, { eventId, signal });
      await server.jobs.runAll();
      assert.equal(
        world.payments.refunds.reduce((sum, one) => sum + one.amountCents, 0),
        cents,
      );
      assert.deepEqual(world.records.appointments, []);
    });
  }
});

describe('a patient who does not come', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let bookingId: string;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [first]);
    server = serverOn(world);
    ({ bookingId } = await confirmedFollowup(server, world, first));
    world.clock.at = new Date('2026-11-23T23:00:00Z');
  });
  const load = () => mustLoadBooking(server.deps, store.db, bookingId);

  it('is noted from the calendar, with a task for the records, and without a refund', async () => {
    const eventId = (await load()).calendarEventId ?? '';
    await attendanceInCalendar(server.deps, { eventId, signal });
    assert.equal((await load()).noShowAt, null, 'the calendar is read, the notice is not believed');
    world.calendar.noteNoShow(eventId);
    for (let times = 0; times < 2; times += 1) await attendanceInCalendar(server.deps, { eventId, signal });
    await server.jobs.runAll();
    const view = await viewOf(server.deps, await load());
    assert.equal(view.noShowAt, '2026-11-23T23:00:00Z');
    assert.deepEqual(
      [view.status, view.payment?.status, view.rescheduling.reason],
      ['confirmed', 'paid', 'not_confirmed'],
    );
    assert.deepEqual(await world.openTasks(), ['no_show_to_record']);
    assert.equal(world.payments.refunds.length, 0);
    world.calendar.noteNoShow(eventId, false);
    await attendanceInCalendar(server.deps, { eventId, signal });
    await server.jobs.runAll();
    assert.equal((await load()).noShowAt, null);
  });

  it('is noted once by staff, and the note can be taken back', async () => {
    const staff = { actor: { kind: 'staff', subject: 'reception-1' } as const };
    assert.equal(await noteNoShow(server.deps, bookingId, true, staff), true);
    assert.equal(await noteNoShow(server.deps, bookingId, true, staff), true);
    assert.notEqual((await load()).noShowAt, null);
    assert.equal(await noteNoShow(server.deps, bookingId, false, staff), true);
    assert.equal((await load()).noShowAt, null);
  });
});
