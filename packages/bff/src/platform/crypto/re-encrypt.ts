import { sql } from 'drizzle-orm';
import type { Queryable } from '../store/database.ts';
import { rowsOf } from '../store/migrate.ts';
import { columnName, nameOf, type SealedColumn } from './sealed-column.ts';
import { CannotOpen, type Sealing } from './sealing.ts';

/** The result for the values whose key is not the one that writes. */
export interface ReEncryption {
  reEncrypted: number;
  /** Changed by another process during the run: the newer value stays. */
  changedMeanwhile: number;
  /** The key is unknown, or does not open the value. The value stays as it is. */
  unreadable: { column: string; key: string; keyId: string }[];
}

export interface ReEncryptOptions {
  /** How many values are read at a time. */
  batch?: number;
  signal?: AbortSignal;
}

/**
 * Encrypts again every value whose key is not the one that writes. Each value is one small write, and is written only
 * if it has not changed since it was read. So this can run beside a server, can be killed at any point and run again.
 * @throws the signal's reason when it is aborted; values written before that stay written
 */
export async function reEncryptColumns(
  db: Queryable,
  sealing: Sealing,
  columns: readonly SealedColumn[],
  options: ReEncryptOptions = {},
): Promise<ReEncryption> {
  const all: ReEncryption = { reEncrypted: 0, changedMeanwhile: 0, unreadable: [] };
  for (const column of columns) {
    let after: string | null = null;
    for (;;) {
      options.signal?.throwIfAborted();
      const batch = await oldValues(db, sealing, column, after, options.batch ?? 200);
      for (const value of batch) await reEncryptOne(db, sealing, column, value, all);
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

async function reEncryptOne(
  db: Queryable,
  sealing: Sealing,
  place: SealedColumn,
  { key, sealed }: OldValue,
  all: ReEncryption,
): Promise<void> {
  let fresh: string | null;
  try {
    fresh = sealing.reEncrypt(sealed, place.purpose(key));
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    all.unreadable.push({ column: nameOf(place), key, keyId: sealed.split('.')[1] ?? '' });
    return;
  }
  const written = rowsOf(
    await db.execute(sql`update ${place.table} set ${sql.identifier(columnName(place.column))} = ${fresh}
      where ${place.key} = ${key} and ${place.column} = ${sealed} returning 1 as written`),
  );
  if (written.length > 0) all.reEncrypted += 1;
  else all.changedMeanwhile += 1;
}
