import { inArray } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { triageSessions } from '../tables.ts';

/** Which of these ids are triage sessions. An intake form has none. */
export async function sessionsAmong(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: triageSessions.id })
    .from(triageSessions)
    .where(inArray(triageSessions.id, [...ids]));
  return new Set(rows.map(({ id }) => id));
}
