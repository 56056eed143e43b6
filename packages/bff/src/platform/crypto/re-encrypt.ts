import { sql } from 'drizzle-orm';
import type { Queryable } from '../store/database.ts';
import { rowsOf } from '../store/migrate.ts';
import { columnName, nameOf, type SealedColumn } from './sealed-column.ts';
import { CannotOpen, type Sealing } from './sealing.ts';

/** What became of the values that stood under another key than the one that writes. */
export interface Resealed {
  resealed: number;
  /** Written by somebody else while it was being resealed: theirs is kept. */
  changedMeanwhile: number;
  /** Their key is not among ours, or they do not open with it. Left as they are. */
  unreadable: { column: string; key: string; keyId: string }[];
}

export interface ResealOptions {
  /** How many values are read at a time. */
  batch?: number;
  signal?: AbortSignal;
}

/**
 * Seals every value anew that does not stand under the key that writes. Each is one small write that happens only if
 * the value is still the one that was read, so it can run beside a server, be killed anywhere and be run again.
 * @throws the signal's reason when it is aborted; what was done until then stays
 */
export async function resealColumns(
  db: Queryable,
  sealing: Sealing,
  columns: readonly SealedColumn[],
  options: ResealOptions = {},
): Promise<Resealed> {
  const all: Resealed = { resealed: 0, changedMeanwhile: 0, unreadable: [] };
  for (const column of columns) {
    let after: string | null = null;
    for (;;) {
      options.signal?.throwIfAborted();
      const batch = await oldValues(db, sealing, column, after, options.batch ?? 200);
      for (const value of batch) await resealOne(db, sealing, column, value, all);
      const last = batch.at(-1);
      if (!last) break;
      after = last.key;
    }
  }
  return all;
}

interface OldValue {
  key: string;
  sealed: string;
}

async function oldValues(
  db: Queryable,
  sealing: Sealing,
  { table, column, key }: SealedColumn,
  after: string | null,
  limit: number,
): Promise<OldValue[]> {
  const rows = rowsOf(
    await db.execute(sql`select ${key} as row_key, ${column} as sealed from ${table}
      where ${column} is not null and not starts_with(${column}, ${sealing.currentPrefix})
      ${after === null ? sql`` : sql`and ${key} > ${after}`} order by ${key} limit ${limit}`),
  );
  return rows.map((row) => ({ key: String(row.row_key), sealed: String(row.sealed) }));
}

async function resealOne(
  db: Queryable,
  sealing: Sealing,
  place: SealedColumn,
  { key, sealed }: OldValue,
  all: Resealed,
): Promise<void> {
  let fresh: string | null;
  try {
    fresh = sealing.reseal(sealed, place.purpose(key));
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    all.unreadable.push({ column: nameOf(place), key, keyId: sealed.split('.')[1] ?? '' });
    return;
  }
  const written = rowsOf(
    await db.execute(sql`update ${place.table} set ${sql.identifier(columnName(place.column))} = ${fresh}
      where ${place.key} = ${key} and ${place.column} = ${sealed} returning 1 as written`),
  );
  if (written.length > 0) all.resealed += 1;
  else all.changedMeanwhile += 1;
}
