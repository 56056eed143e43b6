import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { migratedPostgres } from '../../testing/postgres.ts';
import { silentLog } from '../observability/log.ts';
import { rowsOf } from '../store/migrate.ts';
import { openStore, type Store } from '../store/store.ts';
import { byKey, countKeys } from './count-keys.ts';
import { reEncryptColumns } from './re-encrypt.ts';
import type { SealedColumn } from './sealed-column.ts';
import { createSealing, type Sealing } from './sealing.ts';

const folder = mkdtempSync(join(tmpdir(), 'bq-re-encrypt-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const key = (id: string) => ({ id, key: randomBytes(32) });
// An underscore stands for any character in SQL's own patterns.
const [oldKey, newKey, lostKey] = [key('k_1'), key('k-1'), key('lost')];
const before2026 = createSealing([oldKey]);
const rotated = createSealing([newKey, oldKey]);

const things = pgTable('things', { id: uuid().primaryKey(), whatItHolds: text() });
const purpose = (id: string) => `thing:${id}`;
const column: SealedColumn = { table: things, column: things.whatItHolds, key: things.id, purpose };

const stores = {
  'an embedded database': async () => ({ dataDir: folder }),
  'a PostgreSQL': async () => ({ databaseUrl: await migratedPostgres() }),
};

for (const [name, where] of Object.entries(stores)) {
  describe(`sealing anew on ${name}`, () => {
    let store: Store;
    before(async () => {
      store = await openStore({ ...(await where()), log: silentLog });
      await store.db.execute(sql`create table things (id uuid primary key, what_it_holds text)`);
    });
    after(() => store.close());
    beforeEach(() => store.db.execute(sql`delete from things`));

    const add = async (sealing: Sealing | null, value: unknown) => {
      const id = randomUUID();
      await store.db.insert(things).values({ id, whatItHolds: sealing?.seal(value, purpose(id)) ?? null });
      return id;
    };
    const held = async (sealing: Sealing) => {
      const rows = await store.db.select().from(things);
      return rows
        .map(({ id, whatItHolds }) => (whatItHolds === null ? null : sealing.open(whatItHolds, purpose(id))))
        .toSorted();
    };
    const counts = async () => Object.fromEntries(byKey(await countKeys(store.db, [column])));

    it('brings every value under the key that writes, batch by batch, and a second time does nothing', async () => {
      for (const value of [1, 2, 3, 4, 5]) await add(before2026, value);
      await add(rotated, 6);
      await add(null, null);
      assert.deepEqual(await counts(), { 'k-1': 1, k_1: 5 });
      const done = await reEncryptColumns(store.db, rotated, [column], { batch: 2 });
      assert.deepEqual(done, { reEncrypted: 5, changedMeanwhile: 0, unreadable: [] });
      assert.deepEqual(await counts(), { 'k-1': 6 });
      assert.deepEqual(await held(createSealing([newKey])), [1, 2, 3, 4, 5, 6, null]);
      const again = await reEncryptColumns(store.db, rotated, [column]);
      assert.equal(again.reEncrypted, 0);
    });

    it('keeps what another person wrote meanwhile, whichever key they wrote it with', async () => {
      const ids = [await add(before2026, 'old'), await add(before2026, 'old'), await add(before2026, 'old')];
      const [changed = '', erased = ''] = ids;
      // Between the reading of the batch and its first write.
      let writing: Promise<void> | undefined;
      const writeInBetween = async () => {
        const value = before2026.seal('new', purpose(changed));
        await store.db.execute(sql`update things set what_it_holds = ${value} where id = ${changed}`);
        await store.db.execute(sql`update things set what_it_holds = null where id = ${erased}`);
      };
      const slow: Sealing = {
        ...rotated,
        reEncrypt: (sealed, bound) => {
          writing ??= writeInBetween();
          return rotated.reEncrypt(sealed, bound);
        },
      };
      const patient: Store['db'] = new Proxy(store.db, {
        get: (target, name) => {
          const method: unknown = Reflect.get(target, name, target);
          if (name !== 'execute' || typeof method !== 'function') return method;
          return async (...args: unknown[]) => {
            await writing;
            return Reflect.apply(method, target, args);
          };
        },
      });
      const done = await reEncryptColumns(patient, slow, [column]);
      assert.deepEqual([done.reEncrypted, done.changedMeanwhile], [1, 2]);
      assert.deepEqual(await held(rotated), ['new', null, 'old']);
      await reEncryptColumns(store.db, rotated, [column]);
      assert.deepEqual(await counts(), { 'k-1': 2 });
    });

    it('leaves what it cannot read as it is, says so, and goes on behind it', async () => {
      const lost = await add(createSealing([lostKey]), 'lost');
      const wrong = await add(
        createSealing([{ id: 'k_1', key: lostKey.key }]),
        'under another key of that name',
      );
      await add(before2026, 'readable');
      const done = await reEncryptColumns(store.db, rotated, [column], { batch: 1 });
      assert.equal(done.reEncrypted, 1);
      assert.deepEqual(
        done.unreadable.toSorted((a, b) => a.keyId.localeCompare(b.keyId)),
        [
          { column: 'things.what_it_holds', key: wrong, keyId: 'k_1' },
          { column: 'things.what_it_holds', key: lost, keyId: 'lost' },
        ].toSorted((a, b) => a.keyId.localeCompare(b.keyId)),
      );
      assert.deepEqual(await counts(), { 'k-1': 1, k_1: 1, lost: 1 });
    });

    it('stops where it is told to, and goes on from there the next time', async () => {
      for (let n = 0; n < 6; n += 1) await add(before2026, n);
      const stop = new AbortController();
      let sealed = 0;
      const stopping: Sealing = {
        ...rotated,
        reEncrypt: (value, bound) => {
          sealed += 1;
          if (sealed === 4) stop.abort();
          return rotated.reEncrypt(value, bound);
        },
      };
      const run = reEncryptColumns(store.db, stopping, [column], { batch: 2, signal: stop.signal });
      await assert.rejects(run, { name: 'AbortError' });
      assert.deepEqual(await counts(), { 'k-1': 4, k_1: 2 });
      await reEncryptColumns(store.db, rotated, [column]);
      assert.deepEqual(await counts(), { 'k-1': 6 });
    });

    it('runs beside another one that does the same', async () => {
      for (let n = 0; n < 40; n += 1) await add(before2026, n);
      const runs = await Promise.all(
        [1, 2, 3].map(() => reEncryptColumns(store.db, rotated, [column], { batch: 7 })),
      );
      assert.equal(
        runs.reduce((sum, { reEncrypted }) => sum + reEncrypted, 0),
        40,
      );
      assert.deepEqual(await counts(), { 'k-1': 40 });
      assert.equal(rowsOf(await store.db.execute(sql`select 1 from things`)).length, 40);
    });
  });
}
