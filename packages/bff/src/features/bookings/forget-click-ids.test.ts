import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { silentLog } from '../../platform/observability/log.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { freshWorld, serverOn } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { confirmedFollowup, openFollowups } from '../../testing/fixtures/bookings/paid-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { forgetClickIds } from './forget-click-ids.ts';
import { bookings } from './tables.ts';

let store: Store;
before(async () => {
  store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
});
after(() => store.close());

it('a booking keeps its campaign, and the id of the click for 90 days', async () => {
  const world = await freshWorld(store);
  const start = '2026-11-23T22:30:00Z';
  openFollowups(world, [start]);
  const server = serverOn(world);
  const campaign = { source: 'google', first: { source: 'newsletter' } };
  const clickIds = { gclid: 'Cj0KCQ' };
  await confirmedFollowup(server, world, start, 1, 'dr_dia', { attribution: { ...campaign, clickIds } });
  const kept = async () => (await store.db.select({ kept: bookings.attribution }).from(bookings))[0]?.kept;
  world.clock.at = new Date('2027-02-17T00:00:00Z');
  await forgetClickIds(server.deps);
  assert.deepEqual(await kept(), { ...campaign, clickIds });
  world.clock.at = new Date('2027-02-19T00:00:00Z');
  await forgetClickIds(server.deps);
  assert.deepEqual(await kept(), campaign);
  // Again, with nothing left to forget.
  await forgetClickIds(server.deps);
  assert.deepEqual(await kept(), campaign);
});
