import { eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { onlyPractitioner, type StaffMember } from '../../platform/staff-auth/staff-member.ts';
import type { Queryable } from '../../platform/store/database.ts';
import { bookingIdsOf } from '../bookings/index.ts';
import { formSubmissions, triageSessions } from './tables.ts';

/** The triage sessions that a member may see: a practitioner sees those of own calls and visits. `undefined`: all. */
export function sessionsFor(db: Queryable, member: StaffMember): SQL | undefined {
  const only = onlyPractitioner(member);
  if (only === null) return undefined;
  const own = bookingIdsOf(db, only);
  return or(
    eq(triageSessions.consultantId, only),
    inArray(triageSessions.bookingId, own),
    inArray(triageSessions.visitBookingId, own),
  );
}

/** The forms that a member may see: a practitioner sees those of own bookings, and the triage of own sessions. */
export function formsFor(db: Queryable, member: StaffMember): SQL | undefined {
  const only = onlyPractitioner(member);
  if (only === null) return undefined;
  const sessions = db.select({ id: triageSessions.id }).from(triageSessions).where(sessionsFor(db, member));
  return or(
    inArray(formSubmissions.bookingId, bookingIdsOf(db, only)),
    inArray(formSubmissions.id, sessions),
  );
}

/** Whether a member may see a form. */
export async function maySeeForm(db: Queryable, member: StaffMember, submissionId: string): Promise<boolean> {
  const own = formsFor(db, member);
  if (!own) return true;
  const found = await db
    .select({ id: formSubmissions.id })
    .from(formSubmissions)
    .where(sql`${eq(formSubmissions.id, submissionId)} and (${own})`);
  return found.length > 0;
}

/** A subquery: the ids of the forms of a practitioner's bookings, as text. */
export function submissionKeysOf(db: Queryable, practitionerId: string) {
  return db
    .select({ id: sql<string>`${formSubmissions.id}::text` })
    .from(formSubmissions)
    .where(inArray(formSubmissions.bookingId, bookingIdsOf(db, practitionerId)));
}
