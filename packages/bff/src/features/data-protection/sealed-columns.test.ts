import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type SQL, sql } from 'drizzle-orm';
import { countKeys, undeclaredColumns } from '../../platform/crypto/count-keys.ts';
import { columnName, nameOf } from '../../platform/crypto/sealed-column.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { rowsOf } from '../../platform/store/migrate.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { sealedColumns } from '../../testing/declared.ts';
import { sealing } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { fillClinic, personalWords } from '../../testing/fixtures/filled-clinic.ts';
import { writeAsStaff } from '../../testing/fixtures/staff/staff-words.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { noteDestroyed } from './retention/destruction-register.ts';

const src = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const declared = sealedColumns.map(nameOf).toSorted();

describe('the sealed columns', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
    await writeAsStaff(await fillClinic(store));
    await store.db.transaction((tx) =>
      noteDestroyed(tx, sealing, {
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

  it('are there in the database, each declared once', async () => {
    const rows = rowsOf(
      await store.db.execute(
        sql`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
      ),
    );
    const there = new Set(rows.map(({ name }) => String(name)));
    assert.deepEqual(
      declared.filter((name) => !there.has(name)),
      [],
    );
    assert.equal(new Set(declared).size, declared.length);
  });

  it('are those, and only those, that a tables.ts calls sealed', () => {
    const called = globSync('**/tables.ts', { cwd: src }).flatMap((file) =>
      sealedIn(readFileSync(join(src, file), 'utf8')),
    );
    const columns = sealedColumns.map(({ column }) => column.name).toSorted();
    assert.deepEqual(called.toSorted(), columns);
  });

  it('hold every sealed value of a clinic at work, and each of them holds some', async () => {
    assert.deepEqual(await undeclaredColumns(store.db, sealedColumns), []);
    const counted = await countKeys(store.db, sealedColumns);
    assert.deepEqual(
      counted.map(({ column }) => column),
      declared,
      'a column that nothing fills here is not tried: fill it in testing/filled-clinic.ts',
    );
    assert.ok(counted.every(({ keyId, count }) => keyId === sealing.currentKeyId && count > 0));
  });

  it('are missed when one of them is not declared', async () => {
    const [first, ...others] = sealedColumns;
    assert.ok(first);
    assert.deepEqual(await undeclaredColumns(store.db, others), [nameOf(first)]);
    await store.db.execute(sql`create table strays (held jsonb)`);
    const held = JSON.stringify({ deep: [sealing.seal('x', 'p')] });
    await store.db.execute(sql`insert into strays values (${held}::jsonb)`);
    assert.deepEqual(await undeclaredColumns(store.db, sealedColumns), ['strays.held']);
    await store.db.execute(sql`drop table strays`);
  });

  it('open by the purposes that are declared', async () => {
    for (const { table, column, key, purpose } of sealedColumns) {
      const rows = rowsOf(
        await store.db.execute(
          sql`select ${key} as key, ${column} as sealed from ${table} where ${column} is not null`,
        ),
      );
      for (const row of rows) sealing.open(String(row.sealed), purpose(String(row.key)));
    }
  });

  it('leave nothing in the open by which a person is known, in no table and in no waiting job', async () => {
    const texts = rowsOf(
      await store.db.execute(sql`select table_name, column_name from information_schema.columns
        where table_schema = 'public' and data_type in ('text', 'json', 'jsonb') order by 1, 2`),
    );
    assert.ok(
      texts.some(({ table_name }) => table_name === 'manual_queue'),
      'the payloads of jobs are looked at',
    );
    const found: string[] = [];
    for (const { table_name, column_name } of texts) {
      const [table, column] = [sql.identifier(String(table_name)), sql.identifier(String(column_name))];
      for (const words of personalWords) {
        const rows = await store.db.execute(
          sql`select 1 from ${table} where strpos(lower(${inTheOpen(column)}), lower(${words})) > 0 limit 1`,
        );
        if (rowsOf(rows).length > 0) found.push(`${table_name}.${column_name}: ${words}`);
      }
    }
    assert.deepEqual(found, []);
  });
});

describe('the name of a column', () => {
  it('is that of the database', () => {
    const names = sealedColumns.map(({ column }) => columnName(column));
    assert.ok(names.includes('manage_token') && names.includes('triage_notes'));
  });
});

/** The columns, named as in TypeScript, whose own comment says that they are sealed, or whose name does. */
function sealedIn(text: string): string[] {
  const column = /(?:\/\*\*(?<doc>(?:(?!\*\/)[\s\S])*)\*\/\s*)?(?<name>\w+): (?:text|jsonb)\(/g;
  return [...text.matchAll(column)].flatMap(({ groups }) => {
    const saysSo = /\bsealed\b/i.test(groups?.doc ?? '');
    const name = groups?.name ?? '';
    return saysSo || name === 'sealed' ? [name] : [];
  });
}

/** A value without what is sealed in it: among thousands of random letters, a short name turns up by chance. */
function inTheOpen(column: ReturnType<typeof sql.identifier>): SQL {
  return sql`regexp_replace(${column}::text, ${String.raw`v1\.[\w-]+\.[\w-]+`}, '', 'g')`;
}
