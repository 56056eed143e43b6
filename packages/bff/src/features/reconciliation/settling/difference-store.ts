import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import type { DifferenceKind } from '../comparing/difference.ts';
import { calendarDifferences } from '../tables.ts';

export type StoredDifference = typeof calendarDifferences.$inferSelect;

/** All differences that have not gone away. */
export async function openDifferences(db: Queryable): Promise<StoredDifference[]> {
  return db.select().from(calendarDifferences).where(isNull(calendarDifferences.resolvedAt));
}

export async function findDifference(
  db: Queryable,
  bookingId: string,
  kind: DifferenceKind,
): Promise<StoredDifference | null> {
  const [row] = await db
    .select()
    .from(calendarDifferences)
    .where(and(eq(calendarDifferences.bookingId, bookingId), eq(calendarDifferences.kind, kind)));
  return row ?? null;
}

/** Writes a difference, also one that had gone away and has come back. */
export async function saveDifference(tx: Transaction, row: StoredDifference): Promise<void> {
  const { bookingId: _id, kind: _kind, ...set } = row;
  await tx
    .insert(calendarDifferences)
    .values(row)
    .onConflictDoUpdate({ target: [calendarDifferences.bookingId, calendarDifferences.kind], set });
}
