import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sentBooking } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { createIdempotency } from '../../../platform/idempotency/idempotency.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { testApp } from '../../../testing/app.ts';
import { freeCall, freshWorld, serverOn } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { bookingRoutes } from '../api/routes.ts';

const start = '2026-11-23T22:30:00Z';
const body = {
  patientName: 'Alex Sample',
  email: 'alex@example.com',
  phone: '0491 570 156',
  preferredTimes: [start],
  primaryConcern: 'I sleep badly',
  timezone: 'Australia/Perth',
};

describe('a page that was reloaded while it was booking', () => {
  let store: Store;
  let app: ReturnType<typeof testApp>;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    const world = await freshWorld(store);
    world.calendar.open({ ...freeCall, starts: [start] });
    const { deps } = serverOn(world);
    const { clock, sealing } = deps;
    const idempotency = createIdempotency({ db: store.db, sealing, clock, log: silentLog });
    app = testApp(bookingRoutes({ ...deps, idempotency }), { clock, idempotently: idempotency.run });
  });

  const book = (key: string) =>
    app.request(endpoints.consultations, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify(body),
    });
  const find = (key: string) => app.request(endpoints.sentBooking, { headers: { 'Idempotency-Key': key } });

  it('finds its booking by the key of its request, and nothing by another key', async () => {
    const key = randomUUID();
    const booked = sentBooking.parse(await (await book(key)).json());
    const found = await find(key);
    assert.equal(found.status, 200);
    assert.deepEqual(await found.json(), booked);
    assert.equal(found.headers.get('cache-control'), 'private, no-store');
    for (const other of [randomUUID(), '', 'booking-1']) assert.equal((await find(other)).status, 404);
  });

  it('finds nothing by a key that a stranger could guess', async () => {
    assert.equal((await book('booking-1')).status, 201);
    assert.equal((await find('booking-1')).status, 404);
  });

  it('finds nothing when its request was refused', async () => {
    assert.equal((await book(randomUUID())).status, 201);
    const refused = randomUUID();
    assert.equal((await book(refused)).status, 409);
    assert.equal((await find(refused)).status, 404);
  });
});
