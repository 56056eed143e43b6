import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { testApp } from '../../../testing/app.ts';
import {
  freeCall,
  freshWorld,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { bookFree, bookingsFeature } from '../index.ts';

const start = '2026-11-23T22:30:00Z';

describe('the end of the link to a booking', () => {
  let store: Store;
  let world: World;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    world.calendar.open({ ...freeCall, starts: [start] });
  });

  it('comes some months after the appointment, and reads like any link that opens nothing', async () => {
    const { deps } = serverOn(world);
    const request = {
      patientName: 'Alex Sample',
      email: 'alex@example.com',
      phone: '0491 570 156',
      preferredTimes: [start],
      primaryConcern: 'I sleep badly',
      timezone: 'Australia/Melbourne',
    };
    const by = { actor: { kind: 'patient' }, requestId: 'r', idempotencyKeyHash: null } as const;
    const { body } = await bookFree(deps, request, by);
    const app = testApp(bookingsFeature(deps).routes ?? [], { clock: world.clock });
    const open = async (token: string) => {
      const answer = await app.request(endpoints.booking(body.bookingId), {
        headers: { Authorization: `Bearer ${token}` },
      });
      return { status: answer.status, said: await answer.json() };
    };
    const end = Date.parse(start) + body.durationMinutes * 60_000 + deps.clinic.links.bookingDays * dayMs;

    world.clock.at = new Date(end - 1000);
    assert.equal((await open(body.manageToken)).status, 200);
    world.clock.at = new Date(end);
    const [ended, wrong] = [await open(body.manageToken), await open('x'.repeat(43))];
    assert.equal(ended.status, 401);
    assert.deepEqual({ ...Object(ended.said), requestId: null }, { ...Object(wrong.said), requestId: null });
  });
});
