import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../store/database.ts';
import { rowsOf } from '../store/migrate.ts';
import { nameOf, type SealedColumn } from './sealed-column.ts';
import { longestKeyId } from './sealing.ts';

/** So many values of one column stand under one key. */
export interface KeyCount {
  /** `bookings.patient`. */
  column: string;
  keyId: string;
  count: number;
}

/** `v1.`, the key's id and a dot: enough to tell the key, and little enough that long values are not read whole. */
const beginning = 'v1.'.length + longestKeyId + 1;

/** How many values stand under which key, column by column. One question to the database. */
export async function countKeys(db: Queryable, columns: readonly SealedColumn[]): Promise<KeyCount[]> {
  if (columns.length === 0) return [];
  const parts = columns.map(
    (
      one,
    ) => sql`select ${nameOf(one)}::text as held_in, split_part(left(${one.column}, ${beginning}), '.', 2) as key_id,
      count(*)::int as held from ${one.table} where ${one.column} is not null group by 2`,
  );
  const rows = rowsOf(await db.execute(sql`${unionAll(parts)} order by 1, 2`));
  return rows.map((row) => ({
    column: String(row.held_in),
    keyId: String(row.key_id),
    count: Number(row.held),
  }));
}

/** The counts of all columns together, by key. */
export function byKey(counts: readonly KeyCount[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { keyId, count } of counts) sums.set(keyId, (sums.get(keyId) ?? 0) + count);
  return sums;
}

/**
 * Columns that hold sealed values and that no feature declares. A key change would skip them, so while one exists, no
 * key may be thrown away. One exists only when a developer adds a column and forgets to declare it.
 */
export async function undeclaredColumns(db: Queryable, declared: readonly SealedColumn[]): Promise<string[]> {
  const known = new Set(declared.map(nameOf));
  const texts = rowsOf(
    await db.execute(sql`select c.table_name, c.column_name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.data_type in ('text', 'character varying', 'json', 'jsonb')
      order by 1, 2`),
  ).map((row) => ({ table: String(row.table_name), column: String(row.column_name) }));
  const unknown = texts.filter(({ table, column }) => !known.has(`${table}.${column}`));
  if (unknown.length === 0) return [];
  const parts = unknown.map(
    ({ table, column }) => sql`select ${`${table}.${column}`}::text as held_in where exists
      (select 1 from ${sql.identifier(table)} where ${sql.identifier(column)}::text ~ ${sealedAnywhere})`,
  );
  return rowsOf(await db.execute(unionAll(parts))).map((row) => String(row.held_in));
}

/** Also within JSON: nonce and tag alone are 38 characters. */
const sealedAnywhere = '(^|")v1\\.[A-Za-z0-9_-]{1,32}\\.[A-Za-z0-9_-]{38,}("|$)';

function unionAll(parts: readonly SQL[]): SQL {
  return sql.join([...parts], sql` union all `);
}
