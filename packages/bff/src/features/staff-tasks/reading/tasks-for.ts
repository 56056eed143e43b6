import { type SQL, sql } from 'drizzle-orm';
import { onlyPractitioner, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import { staffTasks } from '../tables.ts';
import type { OwnTasks } from '../tasks.ts';

/** The tasks that a member may see: a practitioner sees those about own bookings. `undefined`: all. */
export function tasksFor(
  db: Queryable,
  { ownTasks }: { ownTasks?: OwnTasks | undefined },
  member: StaffMember,
): SQL | undefined {
  const only = onlyPractitioner(member);
  if (only === null) return undefined;
  const subject = sql`split_part(${staffTasks.subject}, ':', 1)`;
  return ownTasks?.(db, subject, only) ?? sql`false`;
}
