import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { staffNumbers } from '@botaniqal/shared/contracts/staff/numbers.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { createStaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { testApp } from '../../testing/app.ts';
import { freshWorld, serverOn, type World } from '../../testing/fixtures/bookings/booking-fixture.ts';
import {
  confirmedFollowup,
  followupCents,
  openFollowups,
} from '../../testing/fixtures/bookings/paid-fixture.ts';
import { staffHeader, staffSecret } from '../../testing/fixtures/waitlist/waitlist-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { numbersFeature } from './feature.ts';

const [first, second] = ['2026-11-23T22:30:00Z', '2026-11-24T01:00:00Z'];

describe('the numbers of the clinic', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let app: ReturnType<typeof testApp>;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [first, second]);
    server = serverOn(world);
    const { clock } = world;
    const staff = createStaffAuth({ secret: staffSecret, clock });
    app = testApp([...(numbersFeature({ ...server.deps, staff }).routes ?? [])], { clock });
  });

  const ask = (query = '', permissions = ['insights:read']) =>
    app.request(`/api/staff/numbers${query}`, { headers: staffHeader(world.clock, permissions) });

  it('are bookings and money by the day of booking, and who came', async () => {
    await confirmedFollowup(server, world, first, 1);
    await confirmedFollowup(server, world, second, 2);
    await server.jobs.runAll();
    world.clock.at = new Date('2026-11-24T00:00:00Z');
    const numbers = staffNumbers.parse(await (await ask()).json());
    assert.deepEqual(numbers.lines, [
      {
        date: '2026-11-20',
        channel: 'online',
        service: 'alternative_medicine',
        visit: 'followup',
        booked: 2,
        cancelled: 0,
        notCompleted: 0,
        noShow: 0,
        revenueCents: 2 * followupCents,
      },
    ]);
    assert.deepEqual(numbers.attendance, { due: 1, missed: 0, missedShare: 0 });
    assert.deepEqual(numbers.byMethod, [
      { method: 'online', payments: 2, takenCents: 2 * followupCents, refundedCents: 0 },
    ]);
    assert.deepEqual(numbers.byChannel, [
      { channel: 'online', booked: 2, cancelled: 0, revenueCents: 2 * followupCents },
    ]);
  });

  it('name no person, also as CSV', async () => {
    await confirmedFollowup(server, world, first, 1);
    const csv = await ask('?format=csv');
    assert.match(csv.headers.get('content-type') ?? '', /text\/csv/);
    const text = await csv.text();
    assert.match(text, /2026-11-20,online,alternative_medicine,followup,1,0,0,0,7900/);
    assert.doesNotMatch(text + (await (await ask()).text()), /Alex|Sample|example\.com/);
  });

  it('are for those who may see them, and for days in order', async () => {
    assert.equal((await ask('', ['bookings:read'])).status, 403);
    assert.equal((await ask('?from=2026-11-20&to=2026-11-10')).status, 422);
    const empty = staffNumbers.parse(await (await ask('?from=2026-01-01&to=2026-01-02')).json());
    assert.deepEqual([empty.lines, empty.attendance.missedShare], [[], null]);
  });
});
