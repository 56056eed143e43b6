import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { byPatient, system } from '../../../platform/audit/actor.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { freshWorld, serverOn, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { confirmedFollowup, openFollowups } from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { sendPutOff } from '../../../testing/fixtures/bookings/reminder-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { noteNoShow } from '../attendance/note-no-show.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { cancelBooking } from '../cancelling/cancel-booking.ts';
import { moveBooking } from '../moving/move-booking.ts';
import { bookings } from '../tables.ts';
import { queueReminders } from './queue-reminders.ts';
import { sayComing } from './say-coming.ts';

/** 9:30 am on a Tuesday in Melbourne. */
const start = '2026-11-23T22:30:00Z';
const reminders = { hoursBefore: [48, 2], quiet: { from: '20:00', until: '08:00' }, byText: false };

describe('reminders', () => {
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
    openFollowups(world, [start]);
    server = serverOn(world);
    ({ bookingId } = await confirmedFollowup(server, world, start));
  });
  const deps = () => ({ ...server.deps, clinic: { ...server.deps.clinic, reminders } });
  const load = () => mustLoadBooking(server.deps, store.db, bookingId);
  const remindedAt = async (time: string) => {
    world.clock.at = new Date(time);
    // As two servers at the same moment.
    await Promise.all([queueReminders(deps()), queueReminders(deps())]);
    await server.jobs.runAll(60_000);
    return world.mailer.sent.filter(({ text }) => text.includes('this is a reminder'));
  };

  it('are sent once per stage, the one of the night on the evening before, with three answers', async () => {
    assert.equal((await remindedAt('2026-11-21T22:29:00Z')).length, 0);
    const [first, ...more] = await remindedAt('2026-11-21T22:30:30Z');
    assert.deepEqual(more, []);
    for (const answer of ['coming', 'move', 'cancel']) {
      assert.match(first?.text ?? '', new RegExp(`/manage#booking=${bookingId}&token=[^&\\s]+&${answer}`));
    }
    assert.equal((await remindedAt('2026-11-23T07:59:00Z')).length, 1);
    assert.equal((await remindedAt('2026-11-23T08:00:30Z')).length, 2);
    assert.equal((await remindedAt('2026-11-23T20:30:30Z')).length, 2);
  });

  it('ask no more once the patient has said that they come', async () => {
    await remindedAt('2026-11-21T22:30:30Z');
    await sayComing(deps(), await load(), byPatient());
    await sayComing(deps(), await load(), byPatient());
    const [, second] = await remindedAt('2026-11-23T08:00:30Z');
    assert.doesNotMatch(second?.text ?? 'coming', /&coming/);
  });

  it('are dropped for a cancelled and for a missed appointment', async () => {
    await noteNoShow(server.deps, bookingId, true, { actor: { kind: 'staff', subject: 'reception-1' } });
    assert.equal((await remindedAt('2026-11-21T22:31:00Z')).length, 0);
    await noteNoShow(server.deps, bookingId, false, { actor: { kind: 'staff', subject: 'reception-1' } });
    await cancelBooking(deps(), await load(), system);
    assert.equal((await remindedAt('2026-11-21T22:32:00Z')).length, 0);
    await assert.rejects(sayComing(deps(), await load(), byPatient()), /was cancelled/);
  });

  it('are left out when they would be half a day late', async () => {
    assert.equal((await remindedAt('2026-11-22T22:31:00Z')).length, 0);
  });

  it('are sent for the new time, also when staff write to the booking after the move', async () => {
    const later = '2026-11-25T03:00:00Z';
    openFollowups(world, [later]);
    world.clock.at = new Date('2026-11-21T00:00:00Z');
    await moveBooking(deps(), await load(), { practitionerId: 'dr_dia', start: later }, byPatient());
    await server.jobs.runAll(60_000);
    assert.equal((await load()).start.toISOString(), new Date(later).toISOString());
    // Between the move and the reminder the row is written to for another reason.
    world.clock.at = new Date('2026-11-23T03:00:00Z');
    await store.db.update(bookings).set({ updatedAt: new Date('2026-11-23T02:59:00Z') });
    assert.equal((await remindedAt('2026-11-23T03:00:30Z')).length, 1);
  });

  it('are not sent any more when the appointment is cancelled while the mail server is away', async () => {
    world.clock.at = new Date('2026-11-21T22:30:30Z');
    await queueReminders(deps());
    await cancelBooking(deps(), await load(), system);
    await server.jobs.runAll(60_000);
    assert.equal(world.mailer.sent.filter(({ text }) => text.includes('this is a reminder')).length, 0);
  });

  it('wait for the morning when the mail server was away until the quiet hours', async () => {
    world.clock.at = new Date('2026-11-23T08:00:30Z');
    await queueReminders(deps());
    const reminded = async (time: string) => {
      world.clock.at = new Date(time);
      await sendPutOff(server);
      await server.jobs.runAll(60_000);
      return world.mailer.sent.filter(({ text }) => text.includes('this is a reminder')).length;
    };
    assert.equal(await reminded('2026-11-23T09:00:01Z'), 0);
    assert.equal(await reminded('2026-11-23T20:59:00Z'), 0);
    assert.equal(await reminded('2026-11-23T21:00:00Z'), 1);
  });
});
