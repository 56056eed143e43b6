import { and, desc, eq, gt, max, ne, notInArray, type SQL, sql } from 'drizzle-orm';
import { auditLog } from '../../../platform/audit/tables.ts';
import { changedMeanwhile } from '../../../platform/staff-auth/changed-meanwhile.ts';
import { colleagueName } from '../../../platform/staff-auth/colleague-name.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import type { BookingDeps } from '../deps.ts';

/** Acts that change nothing that another act depends on. */
const besides = ['booking.note_added', 'booking.confirmation_resent', 'booking.payment_link_resent'];

/** The changes of a booking by people and by the calendar, in the audit trail. What our own jobs do is none. */
function changesOf(bookingId: string): SQL | undefined {
  return and(
    eq(auditLog.subjectKind, 'booking'),
    eq(auditLog.subjectId, bookingId),
    ne(auditLog.actor, 'system'),
    notInArray(auditLog.action, besides),
    sql`${auditLog.action} !~ '(read|listed)$'`,
  );
}

/** The version of a booking as staff see it: the number of its last change in the audit trail. */
export async function versionOf(db: Queryable, bookingId: string): Promise<number> {
  const [row] = await db
    .select({ last: max(auditLog.id) })
    .from(auditLog)
    .where(changesOf(bookingId));
  return row?.last ?? 0;
}

/**
 * Refuses an act of a person who has not seen what others did since. Call it under the lock of the booking where the
 * act takes one.
 * @param seen the version that the person saw; left out: nothing is compared
 * @throws Problem changed_meanwhile
 */
export async function refuseUnlessSeen(
  db: Queryable,
  { clinic }: Pick<BookingDeps, 'clinic'>,
  bookingId: string,
  seen: number | undefined,
): Promise<void> {
  if (seen === undefined) return;
  const [last] = await db
    .select({ id: auditLog.id, at: auditLog.at, actor: auditLog.actor, action: auditLog.action })
    .from(auditLog)
    .where(and(changesOf(bookingId), gt(auditLog.id, seen)))
    .orderBy(desc(auditLog.id))
    .limit(1);
  if (!last) return;
  throw changedMeanwhile(
    'This booking has changed since you opened it. Look at what was done, then decide again.',
    {
      by: last.actor,
      name: colleagueName(clinic.staff, last.actor),
      at: last.at,
      what: last.action,
      version: last.id,
    },
  );
}
