import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { byPatient } from '../../../platform/audit/actor.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { Problem } from '../../../platform/problem.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { freshWorld, serverOn, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  confirmedFollowup,
  disagreements,
  followupWith,
  openFollowups,
} from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { Crash, dies, killAtEachAct } from '../../../testing/fixtures/crash.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { until } from '../../../testing/until.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { cancelBooking } from '../cancelling/cancel-booking.ts';
import { moveBooking } from './move-booking.ts';

const [first, second, third] = ['2026-11-23T22:30:00Z', '2026-11-24T01:00:00Z', '2026-11-24T03:00:00Z'];

describe('a booking that its patient moves', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [first, second, third]);
    openFollowups(world, [second], 'dr_shivani');
    server = serverOn(world);
  });

  const load = (id: string) => mustLoadBooking(server.deps, store.db, id);
  const booked = (start = first, who = 0) => confirmedFollowup(server, world, start, who);
  const move = async (id: string, start: string, practitionerId?: string, on = server) =>
    moveBooking(
      on.deps,
      await load(id),
      practitionerId === undefined ? { start } : { start, practitionerId },
      byPatient('request-2'),
    );
  const active = () =>
    world.calendar.appointments
      .filter(({ status }) => status === 'active')
      .map((one) => [one.practitionerId, one.start.toISOString()]);
  const toPatient = () => world.mailer.sent.filter(({ to }) => to === 'p0@example.com');
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => assert.fail('It was not refused.'),
      (error: unknown) => {
        assert.ok(error instanceof Problem);
        return error;
      },
    );

  it('has the new time everywhere, and keeps its payment', async () => {
    const { bookingId } = await booked();
    const moved = await move(bookingId, second, 'dr_shivani');
    assert.equal(moved.start.toISOString(), new Date(second).toISOString());
    assert.equal(moved.practitionerId, 'dr_shivani');
    await server.jobs.runAll();
    assert.deepEqual(active(), [['dr_shivani', '2026-11-24T01:00:00.000Z']]);
    assert.deepEqual(
      world.records.appointments.map((one) => one.start.toISOString()),
      ['2026-11-24T01:00:00.000Z'],
    );
    assert.deepEqual(await disagreements(world), []);
    assert.deepEqual(await world.openTasks(), []);
    const [confirmation, mail] = toPatient();
    assert.match(mail?.subject ?? '', /^Moved: your appointment is now on Tuesday 24 November, 12:00 pm/);
    const uidOf = (file: unknown) => /UID:(.*)\r\n/.exec(String(file))?.[1];
    const [before, now] = [confirmation, mail].map((one) => one?.attachments?.[0]?.content);
    assert.equal(uidOf(now), uidOf(before));
    assert.match(String(before), /SEQUENCE:0\r\n/);
    assert.match(String(now), /METHOD:PUBLISH\r\n[\s\S]*SEQUENCE:1\r\n/);
  });

  it('is moved to a time that it has already: nothing happens', async () => {
    const { bookingId } = await booked();
    await move(bookingId, first);
    assert.equal(world.calendar.attempts.length, 1);
    assert.equal((await load(bookingId)).timesMoved, 0);
  });

  it('stays where it is when the new time is taken', async () => {
    const { bookingId } = await booked();
    await booked(second, 1);
    const lost = await refusal(move(bookingId, second));
    assert.equal(lost.code, 'slot_unavailable');
    assert.match(lost.message, /stays at the time that it has/);
    assert.deepEqual(lost.alternatives, ['2026-11-24T03:00:00Z']);
    world.calendar.failNextBookings('slot_taken');
    assert.equal((await refusal(move(bookingId, third))).code, 'slot_unavailable');
    await server.jobs.runAll();
    assert.deepEqual(await disagreements(world), []);
    assert.equal((await load(bookingId)).start.toISOString(), new Date(first).toISOString());
  });

  for (const fault of ['limited', 'unreachable', 'refused'] as const) {
    it(`stays where it is when the calendar is ${fault}`, async () => {
      const { bookingId } = await booked();
      world.calendar.failNextBookings(fault);
      assert.equal((await refusal(move(bookingId, second))).code, 'calendar_unavailable');
      await server.jobs.runAll();
      assert.deepEqual(await disagreements(world), []);
      await move(bookingId, second);
      await server.jobs.runAll();
      assert.deepEqual(await disagreements(world), []);
      assert.deepEqual(active(), [['dr_dia', '2026-11-24T01:00:00.000Z']]);
    });
  }

  it('is found again after a lost answer, by its id and the new start', async () => {
    const { bookingId } = await booked();
    world.calendar.failNextBookings('lost_after');
    const moved = await move(bookingId, second);
    assert.equal(moved.start.toISOString(), new Date(second).toISOString());
    await server.jobs.runAll();
    assert.deepEqual(await disagreements(world), []);
    assert.equal(world.calendar.attempts.length, 2);
  });

  it('keeps its old time while the answer is uncertain, and moves when the calendar has it', async () => {
    const { bookingId } = await booked();
    world.calendar.failNextBookings('lost_before');
    const waiting = await move(bookingId, second);
    assert.equal(waiting.start.toISOString(), new Date(first).toISOString());
    assert.equal((await refusal(move(bookingId, third))).code, 'request_in_progress');
    await server.jobs.runAll(10 * 60_000);
    assert.deepEqual(active(), [['dr_dia', '2026-11-24T01:00:00.000Z']]);
    assert.deepEqual(await disagreements(world), []);
  });

  it('is told by email when the new time was not had after all', async () => {
    const { bookingId } = await booked();
    world.calendar.failNextBookings('lost_before');
    await move(bookingId, second);
    world.calendar.close(followupWith('dr_dia'), [second]);
    await server.jobs.runAll();
    assert.deepEqual(active(), [['dr_dia', '2026-11-23T22:30:00.000Z']]);
    assert.match(toPatient().at(-1)?.subject ?? '', /^Not moved: your appointment stays on/);
    assert.deepEqual(await disagreements(world), []);
  });

  it('is given up after an hour without an answer, and what lands late is cancelled', async () => {
    const { bookingId } = await booked();
    world.calendar.failNextBookings('lost_after');
    world.calendar.breakReading('dr_dia');
    await move(bookingId, second);
    await server.jobs.runAll(2 * hourMs);
    world.calendar.mend('dr_dia');
    await server.jobs.runAll();
    assert.deepEqual(active(), [['dr_dia', '2026-11-23T22:30:00.000Z']]);
    assert.deepEqual(await disagreements(world), []);
  });

  it('can be moved as often as the clinic allows, and until the day before', async () => {
    const { bookingId } = await booked();
    await move(bookingId, second);
    await server.jobs.runAll();
    await move(bookingId, third);
    await server.jobs.runAll();
    assert.equal((await refusal(move(bookingId, first))).code, 'rescheduling_limit_reached');
    world.clock.at = new Date('2026-11-23T03:00:01Z');
    const late = await refusal(move(bookingId, first));
    assert.equal(late.code, 'too_late_to_reschedule');
    assert.match(late.message, /24 hours before it starts\. Please call/);
    assert.deepEqual(await disagreements(world), []);
  });

  it('refuses a practitioner who does not give the visit, and a time in the past, by name', async () => {
    const { bookingId } = await booked();
    const wrong = await refusal(move(bookingId, '2026-11-19T00:00:00Z', 'ramona'));
    assert.equal(wrong.code, 'invalid_request');
    assert.deepEqual(wrong.fields?.map(({ path }) => path).sort(), ['practitionerId', 'start']);
  });

  it('is refused when the visit costs something else now', async () => {
    const { bookingId } = await booked();
    const dearer = structuredClone(server.deps.clinic);
    for (const service of dearer.services) {
      for (const visit of service.visits) if (visit.price) visit.price.amountCents += 100;
    }
    server.deps.clinic = dearer;
    const refused = await refusal(move(bookingId, second));
    assert.equal(refused.code, 'price_differs');
    assert.match(refused.message, /\(03\) 7010 4321/);
  });

  it('refuses another time while the move to the first one is under way', async () => {
    const { bookingId } = await booked();
    const asked = world.calendar.attempts.length;
    const goOn = world.calendar.holdBookings();
    const moving = move(bookingId, second);
    await until(() => world.calendar.attempts.length > asked);
    assert.equal((await refusal(move(bookingId, third))).code, 'request_in_progress');
    goOn();
    assert.equal((await moving).start.toISOString(), new Date(second).toISOString());
    await server.jobs.runAll();
    assert.deepEqual(await disagreements(world), []);
    assert.equal(active().length, 1);
  });

  it('may be cancelled after it moved, with the refund that is due for the new time', async () => {
    const { bookingId } = await booked();
    await move(bookingId, second);
    await cancelBooking(server.deps, await load(bookingId), byPatient());
    await server.jobs.runAll();
    assert.deepEqual(await disagreements(world), []);
    assert.deepEqual(active(), []);
  });

  it('leaves exactly one appointment wherever the server is killed', async () => {
    const crashes = await killAtEachAct(async (crashBefore) => {
      world = await freshWorld(store);
      openFollowups(world, [first, second]);
      server = serverOn(world);
      const { bookingId } = await booked();
      const doomed = serverOn(world, crashBefore);
      const died = await dies(async () => {
        await move(bookingId, second, undefined, doomed);
        await doomed.jobs.runAll();
      });
      assert.ok(active().length >= 1, `killed before act ${crashBefore}: there is an appointment`);
      server = serverOn(world);
      await server.jobs.runAll();
      const at = `killed before act ${crashBefore}`;
      assert.deepEqual(await disagreements(world), [], at);
      assert.deepEqual(await world.openTasks(), [], at);
      const moved = (await load(bookingId)).moves === 1;
      assert.equal(toPatient().filter(({ subject }) => /^Moved/.test(subject)).length > 0, moved, at);
      assert.ok(moved || crashBefore <= 3, `${at}: an accepted move is made`);
      return died;
    });
    assert.ok(crashes > 15, `it was killed ${crashes} times`);
  });

  it('does not repeat at once what a killed server may have begun at the calendar', async () => {
    const { bookingId } = await booked();
    const doomed = serverOn(world);
    const { scheduler } = doomed.deps;
    doomed.deps.scheduler = {
      displayName: scheduler.displayName,
      book: () => Promise.reject(new Crash('while the calendar works')),
      find: (query) => scheduler.find(query),
      read: (query) => scheduler.read(query),
      trace: (query) => scheduler.trace(query),
      cancel: (query) => scheduler.cancel(query),
    };
    assert.ok(await dies(async () => void (await move(bookingId, second, undefined, doomed))));
    await server.jobs.runAll(45_000);
    assert.equal(world.calendar.attempts.length, 1, 'it may still land');
    await server.jobs.runAll();
    assert.equal(world.calendar.attempts.length, 2);
    assert.deepEqual(await disagreements(world), []);
  });
});
