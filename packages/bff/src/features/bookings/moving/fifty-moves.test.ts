import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { byPatient } from '../../../platform/audit/actor.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { Problem } from '../../../platform/problem.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { freshWorld, serverOn } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import {
  confirmedFollowup,
  disagreements,
  openFollowups,
} from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { moveBooking } from './move-booking.ts';

const wanted = '2026-11-30T22:30:00Z';

describe('fifty patients who move to one time at the same instant', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  it('gives the time to one, and 49 keep what they had', async () => {
    const world = await freshWorld(store);
    const starts = Array.from({ length: 50 }, (_, index) =>
      new Date(Date.parse('2026-11-23T00:00:00Z') + index * 30 * 60_000).toISOString(),
    );
    openFollowups(world, [...starts, wanted]);
    const servers = [serverOn(world), serverOn(world)] as const;
    const ids: string[] = [];
    for (const [who, start] of starts.entries()) {
      ids.push((await confirmedFollowup(servers[0], world, start, who)).bookingId);
    }
    const answers = await Promise.allSettled(
      ids.map(async (id, index) => {
        const { deps } = servers[index % 2 === 0 ? 0 : 1];
        return moveBooking(deps, await mustLoadBooking(deps, store.db, id), { start: wanted }, byPatient());
      }),
    );
    const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    assert.equal(refused.length, 49);
    for (const error of refused) assert.ok(error instanceof Problem && error.code === 'slot_unavailable');
    await servers[0].jobs.runAll();
    assert.deepEqual(await disagreements(world), []);
    const now = await Promise.all(ids.map((id) => mustLoadBooking(servers[0].deps, store.db, id)));
    const kept = now.filter(({ start }, index) => start.toISOString() === starts[index]);
    const moved = now.filter(({ start }) => +start === Date.parse(wanted));
    assert.deepEqual([kept.length, moved.length], [49, 1]);
    assert.equal(world.calendar.attempts.length, 51, 'the calendar is asked once for it');
  });
});
