import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { byKey, countKeys } from '../../../platform/crypto/count-keys.ts';
import { createSealing } from '../../../platform/crypto/sealing.ts';
import { createLog, silentLog } from '../../../platform/observability/log.ts';
import { createMetrics } from '../../../platform/observability/metrics.ts';
import { StartRefusal } from '../../../platform/start-refusal.ts';
import { rowsOf } from '../../../platform/store/migrate.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { retentionPolicies, sealedColumns } from '../../../testing/declared.ts';
import { clinic, sealing as first, testKey } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { fillClinic } from '../../../testing/fixtures/filled-clinic.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';
import { dataProtectionGauges } from '../gauges.ts';
import { noteDestroyed } from '../retention/destruction-register.ts';
import { keyReport } from './key-status.ts';
import { runKeyRound } from './re-encrypt-all.ts';
import { refuseUnknownKeys } from './refuse-unknown-keys.ts';

const newKey = { id: 'second', key: randomBytes(32) };
const rotated = createSealing([newKey, testKey]);
const onlyNew = createSealing([newKey]);

describe('a rotation of keys', () => {
  let store: Store;
  let filled: Awaited<ReturnType<typeof fillClinic>>;
  const lines: string[] = [];
  const metrics = createMetrics();
  const gauges = dataProtectionGauges(metrics);
  const log = createLog({ write: (line: string) => lines.push(line) });

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
    filled = await fillClinic(store);
    await store.db.transaction((tx) =>
      noteDestroyed(tx, first, {
        kind: 'booking',
        subjectId: 'gone',
        person: 'Alex Sample',
        coveredFrom: '2010-01-01',
        coveredTo: '2010-01-01',
        rule: 'adultYears',
        keptUntil: '2017-01-01',
        destroyedAt: new Date('2026-11-20T05:00:00Z'),
        destroyedBy: 'system',
      }),
    );
  });
  after(() => store.close());

  const round = async () => {
    const { clock } = filled.world;
    const jobs = filled.world.jobs.process(() => {});
    const deps = {
      store,
      jobs,
      sealing: rotated,
      clock,
      clinic,
      log,
      gauges,
      sealedColumns,
      retentionPolicies,
    };
    await runKeyRound(deps, { signal: new AbortController().signal, log });
  };
  const counts = async () => Object.fromEntries(byKey(await countKeys(store.db, sealedColumns)));

  it('starts with both keys, and is refused without the old one while values stand under it', async () => {
    assert.equal(await refuseUnknownKeys(store.db, first, sealedColumns), false);
    assert.equal(await refuseUnknownKeys(store.db, rotated, sealedColumns), true);
    const { test: values } = await counts();
    await assert.rejects(
      refuseUnknownKeys(store.db, onlyNew, sealedColumns),
      (error) =>
        error instanceof StartRefusal &&
        error.message.startsWith(`DATA_ENCRYPTION_KEYS lacks the key "test", which sealed ${values} stored`),
    );
  });

  it('says how many values stand under which key, and that none may be thrown away yet', async () => {
    const { test: values } = await counts();
    assert.deepEqual(await keyReport(store.db, rotated, sealedColumns), {
      keys: [
        { keyId: 'second', values: 0, role: 'writes' },
        { keyId: 'test', values, role: 'reads' },
      ],
      undeclared: [],
      removable: [],
    });
    const { keys } = await keyReport(store.db, onlyNew, sealedColumns);
    assert.deepEqual(keys[1], { keyId: 'test', values, role: 'missing' });
  });

  it('brings everything that is sealed under the new key, and changes nothing else of it', async () => {
    const others = await everythingElse(store);
    const { test: values } = await counts();
    assert.ok(values && values > sealedColumns.length);
    await round();
    assert.deepEqual(await counts(), { second: values });
    for (const { table, column, key, purpose } of sealedColumns) {
      const rows = rowsOf(
        await store.db.execute(
          sql`select ${key} as key, ${column} as sealed from ${table} where ${column} is not null`,
        ),
      );
      for (const row of rows) onlyNew.open(String(row.sealed), purpose(String(row.key)));
    }
    assert.deepEqual(await everythingElse(store), others);
  });

  it('is told in the log, in a gauge, and with one line in the audit trail', async () => {
    await round();
    assert.ok(lines.some((line) => line.includes('sealed anew') && line.includes('"keyId":"second"')));
    assert.match(await metrics.registry.metrics(), /bq_sealed_values\{key_id="test"\} 0/);
    assert.ok(lines.some((line) => line.includes('can do without it') && line.includes('"keyId":"test"')));
    const trail = await store.db.select().from(auditLog).where(eq(auditLog.subjectKind, 'encryption_key'));
    assert.deepEqual(
      trail.map(({ actor, action, subjectId }) => [actor, action, subjectId]),
      [['system', 'values.re_encrypted', 'second']],
    );
  });

  it('ends with the old key being of no use: the server starts without it', async () => {
    const report = await keyReport(store.db, rotated, sealedColumns);
    assert.deepEqual(report.removable, ['test']);
    assert.equal(await refuseUnknownKeys(store.db, onlyNew, sealedColumns), false);
  });

  it('lets no key go while an undeclared column holds sealed values', async () => {
    const report = await keyReport(store.db, rotated, sealedColumns.slice(1));
    assert.equal(report.undeclared.length, 1);
    assert.deepEqual(report.removable, []);
  });
});

/** All columns that are not sealed, of all tables with sealed ones. */
async function everythingElse(store: Store): Promise<unknown[]> {
  const tables = [...new Set(sealedColumns.map(({ table }) => table))];
  const all: unknown[] = [];
  for (const table of tables) {
    const sealedHere = new Set(
      sealedColumns.filter((one) => one.table === table).map(({ column }) => column.name),
    );
    const rows: Record<string, unknown>[] = await store.db.select().from(table);
    const kept = rows.map((row) => Object.entries(row).filter(([name]) => !sealedHere.has(name)));
    all.push(kept.map((row) => JSON.stringify(row)).toSorted());
  }
  return all;
}
