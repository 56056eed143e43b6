import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { problem } from '@botaniqal/shared/contracts/problem.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { notInArray } from 'drizzle-orm';
import { z } from 'zod';
import { testApp } from '../../testing/app.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { until } from '../../testing/until.ts';
import { createSealing } from '../crypto/sealing.ts';
import { route } from '../http/route.ts';
import { silentLog } from '../observability/log.ts';
import { Problem } from '../problem.ts';
import { openStore, type Store } from '../store/store.ts';
import { createIdempotency } from './idempotency.ts';
import { idempotencyKeys } from './tables.ts';

describe('an Idempotency-Key', () => {
  let store: Store;
  let now = new Date('2026-11-20T00:00:00Z');
  const clock = { now: () => now };
  const sealing = createSealing([{ id: 'k1', key: randomBytes(32) }]);
  let made = 0;
  let answer: () => Promise<'fine' | Problem | Error> = async () => 'fine';
  const hashes: (string | null)[] = [];
  let app: ReturnType<typeof testApp>;
  let idempotency: ReturnType<typeof createIdempotency>;

  const routes = ['/api/things', '/api/others', '/api/things/:id/end'].map((path) =>
    route(
      {
        method: 'post',
        path,
        summary: 'Make',
        tag: 'test',
        body: z.object({ name: z.string() }),
        answers: { 201: { description: 'Made' } },
      },
      async ({ c, idempotencyKeyHash }) => {
        made += 1;
        const number = made;
        hashes.push(idempotencyKeyHash);
        const outcome = await answer();
        if (outcome !== 'fine') throw outcome;
        return c.json({ number, token: `secret-${number}` }, 201, { Location: `/api/things/${number}` });
      },
    ),
  );

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
    idempotency = createIdempotency({ db: store.db, sealing, clock, log: silentLog });
    app = testApp(routes, { clock, idempotently: idempotency.run });
  });
  after(() => store.close());

  const post = (key: string | undefined, body: unknown = { name: 'a' }, path = '/api/things', more = {}) =>
    app.request(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...(key ? { 'Idempotency-Key': key } : {}), ...more },
    });

  it('gives the same answer to the same request, and the work is done once', async () => {
    const key = randomUUID();
    const first = await post(key);
    const text = await first.text();
    const before = made;
    const again = await post(key, '{ "name":   "a" }');
    assert.equal(made, before);
    assert.equal(await again.text(), text);
    assert.equal(again.status, 201);
    assert.equal(again.headers.get('location'), first.headers.get('location'));
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.equal(first.headers.get('idempotent-replayed'), null);
  });

  it('is optional', async () => {
    const before = made;
    await post(undefined);
    await post(undefined);
    assert.equal(made, before + 2);
    assert.equal(hashes.at(-1), null);
  });

  it('keeps no conflict that passes by itself, and every other', async () => {
    for (const [retryAfterSeconds, then] of [
      [2, 201],
      [undefined, 409],
    ] as const) {
      const key = randomUUID();
      answer = async () =>
        new Problem('request_in_progress', 'Wait.', retryAfterSeconds ? { retryAfterSeconds } : {});
      assert.equal((await post(key)).status, 409);
      answer = async () => 'fine';
      assert.equal((await post(key)).status, then);
    }
  });

  it('refuses another request under it', async () => {
    const key = randomUUID();
    await post(key);
    const other = await post(key, { name: 'b' });
    assert.equal(other.status, 422);
    assert.equal(problem.parse(await other.json()).code, 'idempotency_key_reused');
  });

  it('refuses another request under it also after a failure, and names the work of none for another body', async () => {
    const key = randomUUID();
    answer = async () => new Error('stored, and then something broke');
    assert.equal((await post(key)).status, 500);
    answer = async () => 'fine';
    assert.equal((await post(key, { name: 'b' })).status, 422);
    assert.equal((await post(key)).status, 201);
    assert.equal(hashes.at(-1), hashes.at(-2), 'the work of the first try can be found');
  });

  it('names other work after a day, also when it was never answered', async () => {
    for (const outcome of ['fine', new Error('killed')] as const) {
      const key = randomUUID();
      answer = async () => outcome;
      await post(key);
      const first = hashes.at(-1);
      answer = async () => 'fine';
      now = new Date(now.getTime() + 24 * hourMs + 1);
      assert.equal((await post(key)).headers.get('idempotent-replayed'), null);
      assert.notEqual(hashes.at(-1), first);
    }
  });

  it('names the same work for the same request, also when its record was lost, and for no other request', async () => {
    const key = randomUUID();
    const lose = () => store.db.delete(idempotencyKeys);
    const workOf = async (body: unknown, more = {}) => {
      await lose();
      assert.equal((await post(key, body, '/api/things', more)).status, 201);
      return hashes.at(-1);
    };
    const first = await workOf({ name: 'a' });
    assert.equal(await workOf('{ "name": "a" }'), first);
    assert.notEqual(await workOf({ name: 'b' }), first, 'another body');
    assert.notEqual(await workOf({ name: 'a' }, { Authorization: 'Bearer other' }), first, 'another caller');
    now = new Date(now.getTime() + 24 * hourMs + 1);
    assert.notEqual(await workOf({ name: 'a' }), first, 'after it has expired');
    await lose();
  });

  it('leaves nothing behind when the request was refused before its work', async () => {
    const rows = async () => (await store.db.select().from(idempotencyKeys)).length;
    const before = await rows();
    answer = async () => new Problem('unauthorized', 'No.');
    assert.equal((await post(randomUUID())).status, 401);
    answer = async () => 'fine';
    assert.equal(await rows(), before);
  });

  it('means nothing on another route, at another address, or with another token', async () => {
    const key = randomUUID();
    const before = made;
    await post(key);
    await post(key, { name: 'a' }, '/api/others');
    await post(key, { name: 'a' }, '/api/things/1/end');
    await post(key, { name: 'a' }, '/api/things/2/end');
    await post(key, { name: 'a' }, '/api/things', { Authorization: 'Bearer other' });
    assert.equal(made, before + 5);
  });

  it('lets many at once wait for the one that works', async () => {
    const key = randomUUID();
    const before = made;
    let finish = () => {};
    const working = new Promise<void>((resolve) => {
      finish = resolve;
    });
    answer = () => working.then(() => 'fine' as const);
    const requests = Array.from({ length: 8 }, () => post(key));
    await until(() => made > before);
    finish();
    const texts = await Promise.all((await Promise.all(requests)).map((response) => response.text()));
    answer = async () => 'fine';
    assert.equal(made, before + 1);
    assert.equal(new Set(texts).size, 1);
  });

  it('keeps a refusal, as the same request is refused the same way', async () => {
    const key = randomUUID();
    answer = async () => new Problem('slot_unavailable', 'Gone.', { alternatives: ['2026-11-23T22:30:00Z'] });
    const first = await post(key);
    answer = async () => 'fine';
    const again = await post(key);
    assert.equal(first.status, 409);
    assert.equal(again.status, 409);
    assert.deepEqual(problem.parse(await again.json()).alternatives, ['2026-11-23T22:30:00Z']);
  });

  it('does not keep a failure of ours, nor what was refused before the work', async () => {
    const key = randomUUID();
    answer = async () => new Error('no');
    assert.equal((await post(key)).status, 500);
    answer = async () => new Problem('calendar_unavailable', 'Away.');
    assert.equal((await post(key)).status, 503);
    answer = async () => 'fine';
    assert.equal((await post(key, { name: 7 })).status, 422);
    assert.equal((await post(key)).status, 201);
  });

  it('is free again when the process that held it was killed, and its work can be found by the hash', async () => {
    const key = randomUUID();
    let release = () => {};
    const killed = new Promise<never>((_resolve, reject) => {
      release = () => reject(new Error('gone'));
    });
    answer = () => killed;
    const before = made;
    const lost = post(key);
    await until(() => made > before);
    // The first holder is silent from here on: no answer, no renewal, as after kill -9.
    answer = async () => 'fine';
    now = new Date(now.getTime() + 16_000);
    const taken = await post(key);
    assert.equal(taken.status, 201);
    assert.equal(hashes.at(-1), hashes.at(-2));
    assert.notEqual(hashes.at(-1), null);
    // Should the first one come back to life, it must not spoil the second one's answer.
    release();
    assert.equal((await lost).status, 500);
    assert.equal((await post(key)).headers.get('idempotent-replayed'), 'true');
  });

  it('is forgotten after a day', async () => {
    const key = randomUUID();
    await post(key);
    const before = made;
    now = new Date(now.getTime() + 24 * hourMs + 1);
    await post(key, { name: 'b' });
    assert.equal(made, before + 1);
    now = new Date(now.getTime() + 24 * hourMs + 1);
    await idempotency.clean();
    assert.deepEqual(await store.db.select().from(idempotencyKeys), []);
  });

  it('lies in the store as a hash, its answer sealed', async () => {
    const key = `alex@example.com-${randomUUID()}`;
    const before = (await store.db.select().from(idempotencyKeys)).map(({ keyHash }) => keyHash);
    await post(key);
    const [row] = await store.db
      .select()
      .from(idempotencyKeys)
      .where(notInArray(idempotencyKeys.keyHash, ['', ...before]));
    assert.ok(row?.answer?.startsWith('v1.k1.'));
    assert.ok(!JSON.stringify(row).includes('alex'));
    assert.ok(!JSON.stringify(row).includes('secret-'));
  });

  it('is refused when it is empty, long or holds spaces', async () => {
    for (const key of ['x'.repeat(256), 'with space']) {
      const response = await post(key);
      assert.equal(response.status, 400);
      assert.equal(problem.parse(await response.json()).fields?.[0]?.path, 'Idempotency-Key');
    }
  });
});
