import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { quoted } from '@botaniqal/shared/contracts/quotes.ts';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import { auditLog } from '../../../platform/audit/tables.ts';
import { limitPlaces } from '../../../platform/limits/tables.ts';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { testApp } from '../../../testing/app.ts';
import {
  clinic,
  freshWorld,
  serverOn,
  type World,
} from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { openFollowups, paidRequest } from '../../../testing/fixtures/bookings/paid-fixture.ts';
import { paidBookingRoutes } from '../api/paid-routes.ts';
import { quoteRoutes } from '../api/quote-routes.ts';
import { bookings } from '../tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'bq-codes-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const start = '2026-11-23T22:30:00Z';
const promotions: Clinic['promotions'] = [
  { code: 'TEN', discount: { kind: 'percent', percent: 10 }, validTo: '2026-11-20' },
  { code: 'FIRST', discount: { kind: 'amount', amountCents: 1000 }, visits: ['initial'] },
];

describe('a promotion code', () => {
  let store: Store;
  let world: World;
  let server: ReturnType<typeof serverOn>;
  let app: ReturnType<typeof testApp>;

  before(async () => {
    store = await openStore({ dataDir: join(folder, 'suite'), log: silentLog });
  });
  after(() => store.close());
  beforeEach(async () => {
    world = await freshWorld(store);
    openFollowups(world, [start]);
    server = serverOn(world);
    server.deps.clinic = { ...clinic, promotions };
    app = testApp([...paidBookingRoutes(server.deps), ...quoteRoutes(server.deps)], { clock: world.clock });
  });

  const send = (path: string, body: unknown) =>
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const ask = (promotionCode: string) =>
    send('/api/quotes', { service: 'alternative_medicine', visit: 'followup', promotionCode });
  const book = (more: Partial<PaidBookingRequest>) => send('/api/bookings', paidRequest(start, more));
  const reasonOf = async (answer: Response) => problem.parse(await answer.json()).fields?.[0]?.code;
  const trail = async () => (await store.db.select().from(auditLog)).map(({ action }) => action);

  it('is priced before anything is booked, however it is typed', async () => {
    const answer = await ask(' ten ');
    assert.equal(answer.status, 200, await answer.clone().text());
    assert.deepEqual(quoted.parse(await answer.json()), {
      price: { amountCents: 7110, currency: 'AUD' },
      discountCents: 790,
      promotionCode: 'TEN',
    });
    assert.deepEqual(await store.db.select().from(bookings), []);
    assert.deepEqual(await store.db.select().from(limitPlaces), [], 'a right code counts as no guess');
  });

  it('is refused with its reason', async () => {
    assert.equal(await reasonOf(await ask('NONE')), 'unknown');
    assert.equal(await reasonOf(await ask('FIRST')), 'not_applicable');
    world.clock.at = new Date('2026-11-20T13:00:01Z');
    assert.equal(await reasonOf(await ask('TEN')), 'expired');
  });

  it('cannot be guessed: after ten wrong ones in an hour the address waits, also with a right one', async () => {
    for (let tries = 0; tries < 9; tries += 1) assert.equal((await ask(`GUESS${tries}`)).status, 422);
    assert.equal((await ask('TEN')).status, 200);
    assert.equal(await reasonOf(await book({ promotionCode: 'GUESS' })), 'unknown');
    const refused = await ask('TEN');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('Retry-After')) > 0);
    assert.equal((await book({ promotionCode: 'TEN' })).status, 429);
    assert.equal((await book({})).status, 201, 'a booking without a code is not limited');
    world.clock.at = new Date(world.clock.at.getTime() + 3_600_001);
    assert.equal((await ask('TEN')).status, 200);
  });

  it('cannot be guessed by many requests at the same instant', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => ask(`GUESS${index}`)));
    assert.equal(answers.filter(({ status }) => status === 422).length, 10);
    assert.equal(answers.filter(({ status }) => status === 429).length, 20);
  });

  it('leaves lines in the audit trail: for a wrong one, and for the booking that it was taken off', async () => {
    await ask('SECRET');
    assert.equal((await book({ promotionCode: 'TEN' })).status, 201);
    const actions = await trail();
    assert.ok(actions.includes('promotion_code.refused'));
    assert.ok(actions.includes('booking.promotion_applied'));
    assert.ok(!JSON.stringify(await store.db.select().from(auditLog)).includes('SECRET'));
  });

  it('that is blank is asked for', async () => {
    assert.equal((await ask('  ')).status, 422);
  });
});
