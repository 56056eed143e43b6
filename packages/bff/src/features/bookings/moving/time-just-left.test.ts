import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { byPatient } from '../../../platform/audit/actor.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { freshWorld, serverOn, type World } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  confirmedFollowup,
  disagreements,
  openFollowups,
} from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { cancelBooking } from '../cancelling/cancel-booking.ts';
import { moveBooking } from './move-booking.ts';

const [first, second, third] = ['2026-11-23T22:30:00Z', '2026-11-24T01:00:00Z', '2026-11-24T03:00:00Z'];

describe('an appointment that is about to leave its time in the records', () => {
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
    server = serverOn(world);
  });

  const load = (id: string) => mustLoadBooking(server.deps, store.db, id);
  const filed = async (start: string, who: number) => {
    const { bookingId } = await confirmedFollowup(server, world, start, who);
    await server.jobs.runAll();
    return bookingId;
  };
  const move = async (id: string, start: string) =>
    moveBooking(server.deps, await load(id), { start }, byPatient('request-2'));
  const inRecords = () => world.records.appointments.map((one) => one.start.toISOString()).sort();
  const iso = (...starts: string[]) => starts.map((start) => new Date(start).toISOString());
  /** The fixture's persons look alike, which is a task of its own. */
  const tasks = async () => (await world.openTasks()).filter((kind) => kind !== 'patients_may_be_same');
  const lost = () => new UpstreamError('medirecords', 'unreachable');

  it('is waited for by the booking that takes its time', async () => {
    const leaving = await filed(first, 0);
    world.records.failNext('moveAppointment', lost());
    await move(leaving, second);
    await server.jobs.runAll(0);
    await confirmedFollowup(server, world, first, 1);
    await server.jobs.runAll(0);
    assert.deepEqual(await tasks(), []);
    await server.jobs.runAll(300_000);
    assert.deepEqual(inRecords(), iso(first, second));
    assert.deepEqual(await tasks(), []);
    assert.deepEqual(await disagreements(world), []);
  });

  it('is waited for by the booking that moves there', async () => {
    const leaving = await filed(first, 0);
    const coming = await filed(third, 1);
    world.records.failNext('deleteAppointment', lost());
    await cancelBooking(server.deps, await load(leaving), byPatient('request-3'));
    await server.jobs.runAll(0);
    await move(coming, first);
    await server.jobs.runAll(0);
    assert.deepEqual(await tasks(), []);
    await server.jobs.runAll(300_000);
    assert.deepEqual(inRecords(), iso(first));
    assert.deepEqual(await tasks(), []);
  });

  it('is a task for staff when two bookings have changed places', async () => {
    const one = await filed(first, 0);
    const other = await filed(second, 1);
    for (let n = 0; n < 2; n += 1) world.records.failNext('moveAppointment', lost());
    for (const [id, start] of [
      [one, third],
      [other, first],
      [one, second],
    ] as const) {
      await move(id, start);
      await server.jobs.runAll(0);
    }
    await server.jobs.runAll(300_000);
    assert.deepEqual(await tasks(), ['record_not_moved', 'record_not_moved']);
  });
});
