import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { waitlistEntries } from '../tables.ts';

/**
 * The place of an entry among those who wait for its service, in the order of joining (1 is first), and how many
 * wait. The order of invitation is the score's; a number that changes with everybody else's acts would help nobody.
 */
export async function positionOf(
  db: Queryable,
  entry: { service: string; place: number; status: string },
): Promise<{ position: number; total: number }> {
  const [row] = await positionQuery(db, entry.service, entry.place);
  const total = Number(row?.total ?? 0);
  return { position: entry.status === 'waiting' ? Number(row?.before ?? 0) + 1 : 0, total };
}

/** Reads the index `waitlist_waiting` alone. The condition stands in words: a partial index fits no parameter. */
export function positionQuery(db: Queryable, service: string, place: number) {
  return db
    .select({
      total: sql<string>`count(*)`,
      before: sql<string>`count(*) filter (where ${waitlistEntries.place} < ${place})`,
    })
    .from(waitlistEntries)
    .where(and(eq(waitlistEntries.service, service), sql`${waitlistEntries.status} = 'waiting'`));
}
