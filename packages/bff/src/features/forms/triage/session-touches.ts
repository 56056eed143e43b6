import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import { and, gte, isNotNull, lt } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { triageSessions } from '../tables.ts';

/**
 * How the people came who sent a triage form between two instants, `end` not included. Each form counts as a person,
 * because it may name none. A free call without a form is not among them.
 */
export async function sessionTouches(
  db: Queryable,
  { start, end }: { start: Date; end: Date },
): Promise<{ attribution: Attribution | null; person: string }[]> {
  const { id, attribution, urgency, createdAt } = triageSessions;
  return db
    .select({ attribution, person: id })
    .from(triageSessions)
    .where(and(gte(createdAt, start), lt(createdAt, end), isNotNull(urgency)));
}
