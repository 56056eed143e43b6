import { count, eq } from 'drizzle-orm';
import type { Queryable } from '../../platform/store/database.ts';
import { waitlistEntries } from './tables.ts';

/** How many people wait, on all lists together. */
export async function countWaiting(db: Queryable): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(waitlistEntries)
    .where(eq(waitlistEntries.status, 'waiting'));
  return row?.waiting ?? 0;
}
