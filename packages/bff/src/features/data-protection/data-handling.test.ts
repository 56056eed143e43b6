import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { nameOf } from '../../platform/crypto/sealed-column.ts';
import { silentLog } from '../../platform/observability/log.ts';
import { rowsOf } from '../../platform/store/migrate.ts';
import { openStore, type Store } from '../../platform/store/store.ts';
import { retentionPolicies, sealedColumns } from '../../testing/declared.ts';
import { clinic } from '../../testing/fixtures/bookings/booking-fixture.ts';
import { migratedPostgres } from '../../testing/postgres.ts';

const page = readFileSync(
  fileURLToPath(new URL('../../../../../docs/data-handling.md', import.meta.url)),
  'utf8',
);

/** The cells of the lines of a table that begin with a name in code font, by that name. */
function linesOf(heading: string): Map<string, string[]> {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  const lines = section.split('\n').filter((line) => /^\| `\w+` /.test(line));
  return new Map(
    lines.map((line) => {
      const [name = '', ...cells] = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      return [name.replaceAll('`', ''), cells];
    }),
  );
}

describe('docs/data-handling.md', () => {
  let store: Store;
  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  });
  after(() => store.close());

  it('names every table that there is, and none that there is not', async () => {
    const rows = rowsOf(
      await store.db.execute(
        sql`select table_name from information_schema.tables where table_schema = 'public'`,
      ),
    );
    const there = rows.map(({ table_name }) => String(table_name)).toSorted();
    assert.deepEqual([...linesOf('What is where').keys()].toSorted(), there);
  });

  it('says of each what is sealed', () => {
    const said = [...linesOf('What is where')].flatMap(([table, [, sealed = '']]) =>
      [...sealed.matchAll(/`(\w+)`/g)].map(([, column]) => `${table}.${column}`),
    );
    assert.deepEqual(said.toSorted(), sealedColumns.map(nameOf).toSorted());
  });

  it('names every rule of retention, with the setting as it is delivered', () => {
    const { erase, ...rules } = clinic.retention;
    const lines = linesOf('How long, and how it is erased');
    assert.deepEqual([...lines.keys()].toSorted(), Object.keys(rules).toSorted());
    for (const [rule, setting] of Object.entries(rules)) {
      assert.match(lines.get(rule)?.[0] ?? '', new RegExp(`\\b${setting}(th|\\b)`), rule);
    }
    assert.equal(erase, false);
    for (const { rule } of retentionPolicies.passing) assert.ok(lines.has(rule), rule);
  });
});
