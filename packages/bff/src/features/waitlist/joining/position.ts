import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { waitlistEntries } from '../tables.ts';

/**
 * The place of an entry among those who wait for its service, in the order of joining (1 is first), and how many
 * wait. It is not the order of invitation: that follows the scores, which change with the actions of other people.
 */
export async function positionOf(
  db: Queryable,
  entry: { service: string; place: number; status: string },
): Promise<{ position: number; total: number }> {
  const [row] = await positionQuery(db, entry.service, entry.place);
  const total = Number(row?.total ?? 0);
  return { position: entry.status === 'waiting' ? Number(row?.before ?? 0) + 1 : 0, total };
}

/**
 * Reads the index `waitlist_waiting` alone. The condition is literal SQL, because a partial index does not match a
 * parameter.
 */
export function positionQuery(db: Queryable, service: string, place: number) {
  return db
    .select({
      total: sql<string>`count(*)`,
      before: sql<string>`count(*) filter (where ${waitlistEntries.place} < ${place})`,
    })
    .from(waitlistEntries)
    .where(and(eq(waitlistEntries.service, service), sql`${waitlistEntries.status} = 'waiting'`));
}
