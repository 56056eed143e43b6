import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { missingStatements } from '../../../scripts/migration.ts';
import { emptyPostgres } from '../../testing/postgres.ts';
import { rejection } from '../../testing/rejection.ts';
import { until } from '../../testing/until.ts';
import { auditLog } from '../audit/tables.ts';
import { idempotencyKeys } from '../idempotency/tables.ts';
import { createLog, silentLog } from '../observability/log.ts';
import { StartRefusal } from '../start-refusal.ts';
import { isConflict } from './database.ts';
import { rowsOf } from './migrate.ts';
import { openStore, type Store } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'bq-store-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** @returns the port */
function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

const row = {
  keyHash: 'k',
  requestHash: 'r',
  owner: '7a3f0a4e-2f43-4c3b-8a53-0f4f6fd10a10',
  heldUntil: new Date('2026-11-20T00:00:00Z'),
  expiresAt: new Date('2026-11-21T00:00:00Z'),
};

const stores = {
  'an embedded database': async () => ({ dataDir: join(folder, 'suite') }),
  'a PostgreSQL': async () => ({ databaseUrl: await emptyPostgres() }),
};

for (const [name, where] of Object.entries(stores)) {
  describe(`the store on ${name}`, () => {
    let store: Store;
    let place: { dataDir?: string; databaseUrl?: string };
    before(async () => {
      place = await where();
      store = await openStore({ ...place, log: silentLog });
    });
    after(() => store.close());

    it('answers a ping', async () => {
      await store.ping();
    });

    it('gives back what it was given, with instants to the millisecond', async () => {
      const heldUntil = new Date('2026-04-05T02:59:59.123Z');
      await store.db.insert(idempotencyKeys).values({ ...row, keyHash: 'instants', heldUntil });
      const found = await store.db
        .select()
        .from(idempotencyKeys)
        .where(eq(idempotencyKeys.keyHash, 'instants'));
      assert.deepEqual(found[0]?.heldUntil, heldUntil);
    });

    it('tells a conflict from other failures', async () => {
      await store.db.insert(idempotencyKeys).values({ ...row, keyHash: 'twice' });
      const again = store.db.insert(idempotencyKeys).values({ ...row, keyHash: 'twice' });
      const error = await rejection(again);
      assert.equal(isConflict(error), true);
      assert.equal(isConflict(error, 'idempotency_keys_pkey'), true);
      assert.equal(isConflict(error, 'another_constraint'), false);
      const other = await rejection(store.db.execute(sql`select 1 / 0`));
      assert.equal(isConflict(other), false);
    });

    it('undoes everything when a transaction fails', async () => {
      await assert.rejects(
        store.db.transaction(async (tx) => {
          await tx.insert(idempotencyKeys).values({ ...row, keyHash: 'undone' });
          throw new Error('the second step failed');
        }),
        /second step/,
      );
      const found = await store.db
        .select()
        .from(idempotencyKeys)
        .where(eq(idempotencyKeys.keyHash, 'undone'));
      assert.deepEqual(found, []);
    });

    it('can refuse overlapping ranges', async () => {
      await store.db.execute(
        sql`create table overlap (who text, during tstzrange, exclude using gist (who with =, during with &&))`,
      );
      const put = (from: string, to: string) =>
        store.db.execute(sql`insert into overlap values ('a', tstzrange(${from}, ${to}, '[)'))`);
      await put('2026-11-20T10:00Z', '2026-11-20T10:15Z');
      await put('2026-11-20T10:15Z', '2026-11-20T10:30Z');
      const error = await rejection(put('2026-11-20T10:14Z', '2026-11-20T10:16Z'));
      assert.equal(isConflict(error), true);
    });

    it('keeps the audit log append-only', async () => {
      await store.db
        .insert(auditLog)
        .values({ at: new Date(), actor: 'system', action: 'read', subjectKind: 'booking', subjectId: 'b' });
      await assert.rejects(store.db.update(auditLog).set({ actor: 'nobody' }));
      await assert.rejects(store.db.delete(auditLog));
      const left = await store.db.select().from(auditLog);
      assert.equal(left[0]?.actor, 'system');
    });

    it('opens again with everything in it', async () => {
      await store.db.insert(idempotencyKeys).values({ ...row, keyHash: 'kept' });
      await store.close();
      store = await openStore({ ...place, log: silentLog });
      const found = await store.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.keyHash, 'kept'));
      assert.equal(found.length, 1);
    });

    it('refuses a database that another version has changed', async () => {
      await store.db.execute(
        sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('from-the-future', 1)`,
      );
      await store.close();
      await assert.rejects(
        openStore({ ...place, log: silentLog }),
        (error) =>
          error instanceof StartRefusal &&
          error.message.includes('1 migration that this version does not have'),
      );
      if (place.dataDir) {
        // The refusal must not leave the folder locked.
        await assert.rejects(openStore({ ...place, log: silentLog }), /migration/);
      }
      store = await openStore({ databaseUrl: await emptyPostgres(), log: silentLog });
    });
  });
}

describe('opening the store', () => {
  it('lets several servers start at once on one PostgreSQL', async () => {
    const databaseUrl = await emptyPostgres();
    const opened = await Promise.all([1, 2, 3].map(() => openStore({ databaseUrl, log: silentLog })));
    const applied = await opened[0]?.db.execute(
      sql`select count(*)::int as n from drizzle.__drizzle_migrations`,
    );
    assert.ok(Number(rowsOf(applied)[0]?.n) >= 2);
    await Promise.all(opened.map((store) => store.close()));
  });

  it('says in a sentence that PostgreSQL does not answer', async () => {
    await assert.rejects(
      openStore({ databaseUrl: 'postgres://nobody:x@127.0.0.1:1/none', log: silentLog }),
      (error) => error instanceof StartRefusal && error.message.startsWith('The database at DATABASE_URL'),
    );
  });

  it('waits for a PostgreSQL that comes late, and says so once', async () => {
    const databaseUrl = new URL(await emptyPostgres());
    const behind = { host: databaseUrl.hostname, port: Number(databaseUrl.port) };
    // The port is free now and opens later: until then connections are refused.
    const gate = createServer((socket) => {
      socket
        .pipe(connect(behind))
        .on('error', () => {})
        .pipe(socket)
        .on('error', () => {});
    });
    const port = await listening(gate, 0);
    await new Promise((resolve) => gate.close(resolve));
    databaseUrl.port = String(port);
    const lines: string[] = [];
    const log = createLog({ write: (line) => lines.push(line) });
    const opening = openStore({ databaseUrl: databaseUrl.href, log, patienceMs: 20_000 });
    await until(() => lines.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await listening(gate, port);
    const late = await opening;
    await late.ping();
    await late.close();
    gate.close();
    const said = lines.map((line) => JSON.parse(line).message);
    assert.deepEqual(said, ['The database at DATABASE_URL does not answer yet', 'The database answers now']);
  });

  it('does not wait for ever, nor for a database that refuses', async () => {
    const nowhere = 'postgres://clinic:secret@127.0.0.1:1/none';
    await assert.rejects(
      openStore({ databaseUrl: nowhere, log: silentLog, patienceMs: 1_200 }),
      (error) =>
        error instanceof StartRefusal &&
        /^The database at DATABASE_URL has not answered for 1.2 seconds: [^\n]+\.$/.test(error.message) &&
        !error.message.includes('secret'),
    );
    const wrongName = new URL(await emptyPostgres());
    wrongName.pathname = '/no_such_database';
    const startedAt = performance.now();
    await assert.rejects(
      openStore({ databaseUrl: wrongName.href, log: silentLog, patienceMs: 60_000 }),
      StartRefusal,
    );
    assert.ok(performance.now() - startedAt < 10_000);
  });

  it('says in a sentence that the embedded database cannot be kept in its folder', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    for (const dataDir of [file, join(file, 'below')]) {
      await assert.rejects(
        openStore({ dataDir, log: silentLog }),
        (error) => error instanceof StartRefusal && error.message.startsWith(`DATA_DIR names ${dataDir}`),
      );
    }
  });

  it('warns that the embedded database does not survive a power cut, and refuses a second opener', async () => {
    const lines: string[] = [];
    const dataDir = join(folder, 'warned');
    const store = await openStore({ dataDir, log: createLog({ write: (line) => lines.push(line) }) });
    assert.ok(lines.some((line) => line.includes('power cut')));
    await assert.rejects(
      openStore({ dataDir, log: silentLog }),
      (error) => error instanceof StartRefusal && error.message.includes(`in use by process ${process.pid}`),
    );
    await store.close();
  });
});

describe('the migrations', () => {
  it('agree with the tables in the code (else run: pnpm --filter @botaniqal/bff migration)', async () => {
    assert.deepEqual(await missingStatements(), []);
  });
});
