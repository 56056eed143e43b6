import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { emptyTables } from '../../testing/empty-tables.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { silentLog } from '../observability/log.ts';
import { createMetrics } from '../observability/metrics.ts';
import { Problem } from '../problem.ts';
import { openStore, type Store } from '../store/store.ts';
import { limitKeys } from './limit-keys.ts';
import { cleanPlaces, createLimits, type Limits, type Place, releasePlaces } from './limits.ts';
import { limitPlaces } from './tables.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const keys = limitKeys(hash);
const clock = { at: new Date('2026-11-20T05:00:00Z'), now: () => clock.at };
const metrics = createMetrics();

/** Two servers on one database. */
const stores: Store[] = [];
const servers: Limits[] = [];
before(async () => {
  const databaseUrl = await migratedPostgres();
  for (let server = 0; server < 2; server += 1) {
    stores.push(await openStore({ databaseUrl, dataDir: '', log: silentLog }));
    servers.push(createLimits({ hash, clock, metrics, phone: '(03) 7010 4321' }));
  }
});
after(() => Promise.all(stores.map((store) => store.close())));
beforeEach(async () => {
  const [store] = stores;
  if (store) await emptyTables(store, ['limit_places']);
  clock.at = new Date('2026-11-20T05:00:00Z');
});

const until = new Date('2026-11-20T05:10:00Z');
const place = (key: string, more: Partial<Place> = {}): Place => ({
  limit: 'open_holds_per_address',
  key,
  max: 12,
  until,
  ...more,
});

/** Whether the places were free. */
async function take(places: readonly Place[], subject: string = randomUUID(), server = 0): Promise<boolean> {
  const [store, limits] = [stores[server], servers[server]];
  assert.ok(store && limits);
  try {
    await store.db.transaction((tx) => limits.take(tx, subject, places));
    return true;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.code, 'too_many_requests');
    return false;
  }
}

describe('a limit', () => {
  it('lets exactly as many through as there are places, of sixty at once on two servers', async () => {
    const taken = await Promise.all(
      Array.from({ length: 60 }, (_, index) => take([place('a')], randomUUID(), index % 2)),
    );
    assert.equal(taken.filter(Boolean).length, 12);
  });

  it('takes all places or none, in any order, without requests that wait for each other', async () => {
    const [one, two] = [place('a', { max: 5 }), place('b', { max: 30 })];
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_, index) => take(index % 2 ? [one, two] : [two, one])),
    );
    assert.equal(taken.filter(Boolean).length, 5);
    const rows = await stores[0]?.db.select().from(limitPlaces);
    assert.equal(rows?.length, 10);
  });

  it('says when to come back and whom to call, and is counted', async () => {
    await take([place('a', { max: 1 })]);
    const [store, limits] = [stores[0], servers[0]];
    const refused = store?.db.transaction(
      (tx) => limits?.take(tx, 'late', [place('a', { max: 1 })]) ?? assert.fail(),
    );
    await assert.rejects(refused ?? assert.fail(), (error) => {
      assert.ok(error instanceof Problem);
      assert.equal(error.status, 429);
      assert.equal(error.retryAfterSeconds, 600);
      assert.match(error.message, /in 10 minutes, or call \(03\) 7010 4321/);
      return true;
    });
    assert.match(
      await metrics.registry.metrics(),
      /bq_limit_refusals_total\{limit="open_holds_per_address"\} [1-9]/,
    );
  });

  it('has its place back when it expires, when it is released, and when the act fails', async () => {
    const only = [place('a', { max: 1 })];
    const failing = stores[0]?.db.transaction(async (tx) => {
      await servers[0]?.take(tx, 'failing', only);
      throw new Error('The act fails.');
    });
    await assert.rejects(failing ?? assert.fail());
    assert.equal(await take(only, 'first'), true);
    assert.equal(await take(only, 'second'), false);
    if (stores[0]) await releasePlaces(stores[0].db, 'first');
    assert.equal(await take(only, 'third'), true);
    clock.at = until;
    assert.equal(await take([place('a', { max: 1, until: new Date('2026-11-20T06:00:00Z') })]), true);
  });

  it('counts an act once that is done again', async () => {
    const only = [place('a', { max: 1 })];
    assert.equal(await take(only, 'same'), true);
    assert.equal(await take(only, 'same'), true);
  });

  it('leaves nothing behind once a place has expired', async () => {
    await take([place('a'), place('b', { until: new Date('2026-11-20T07:00:00Z') })]);
    if (stores[0]) await cleanPlaces(stores[0].db, until);
    assert.deepEqual(
      (await stores[0]?.db.select().from(limitPlaces))?.map(({ key }) => key),
      ['b'],
    );
  });
});

describe('the key', () => {
  const same = (one: string, other: string) => assert.equal(one, other);

  it('of an address is its network', () => {
    same(keys.address('2001:db8::1'), keys.address('2001:0db8:0:0:ffff::2'));
    same(keys.address('203.0.113.9'), keys.address('::ffff:203.0.113.9'));
    assert.notEqual(keys.address('203.0.113.9'), keys.address('203.0.113.8'));
  });

  it('of a mailbox is one for all its spellings', () => {
    for (const email of [
      'ALEX@example.com',
      ' alex@example.com',
      'alex+1@example.com',
      'ａlex@example.com',
    ]) {
      same(keys.mailbox(email), keys.mailbox('alex@example.com'));
    }
    same(keys.mailbox('a.lex+x@googlemail.com'), keys.mailbox('alex@gmail.com'));
    same(keys.mailbox('alex@bücher.example'), keys.mailbox('alex@xn--bcher-kva.example'));
    assert.notEqual(keys.mailbox('alex@example.com'), keys.mailbox('a.lex@example.com'));
  });

  it('of a phone number is one with and without the country', () => {
    for (const phone of ['+61 491 570 156', '0491-570-156', '61491570156', '０４９１ 570 156']) {
      same(keys.phone(phone), keys.phone('0491 570 156'));
    }
    assert.notEqual(keys.phone('0491 570 157'), keys.phone('0491 570 156'));
  });

  it('is no plain text, and differs by kind', () => {
    assert.ok(!keys.mailbox('alex@example.com').includes('alex'));
    assert.notEqual(keys.phone('203.0.113.9'), keys.address('203.0.113.9'));
  });
});
