import { eq } from 'drizzle-orm';
import { Problem } from '../../../platform/problem.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Contact } from '../../patients/index.ts';
import type { FormDeps } from '../deps.ts';
import { loadSubmission } from '../submission.ts';
import { triageSessions } from '../tables.ts';
import { refuseIfBooked } from './follow-booking.ts';
import { openSession } from './triage-session.ts';
import { actsForAll, hasSession } from './whose-session.ts';

/** What a booking by phone takes from a triage session. */
export interface SessionToBook {
  id: string;
  patient: Contact;
  /** The booking of the free call. */
  callBookingId: string | null;
  recommendedService: string | null;
  /** @throws Problem changed_meanwhile when a colleague has booked from it */
  refuseIfBooked(): Promise<void>;
}

/**
 * The session that a consultant books from: their own, unless they are a manager. By seed 003 an unknown session is
 * refused in the same way.
 * @throws Problem forbidden
 */
export async function sessionToBook(
  deps: Pick<FormDeps, 'store' | 'sealing' | 'clinic'>,
  sessionId: string,
  member: StaffMember,
): Promise<SessionToBook> {
  const { db } = deps.store;
  const [row] = await db.select().from(triageSessions).where(eq(triageSessions.id, sessionId));
  if (!row || !(actsForAll(member) || hasSession(row, member))) {
    throw new Problem(
      'forbidden',
      'This triage session is not yours, or does not exist. Take it first, or ask the colleague who has it.',
    );
  }
  const { patient, bookingId, recommendedService } = openSession(deps.sealing, row);
  const callBack = (await loadSubmission(deps, db, sessionId))?.callBack ?? null;
  return {
    id: sessionId,
    patient: {
      name: patient?.name ?? callBack?.name ?? null,
      email: patient?.email ?? null,
      phone: patient?.phone ?? callBack?.phone ?? null,
    },
    callBookingId: bookingId,
    recommendedService,
    refuseIfBooked: () => refuseIfBooked(db, deps, row),
  };
}
