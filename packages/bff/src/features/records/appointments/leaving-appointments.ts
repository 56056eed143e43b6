import { hourMs, minuteMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, gt, isNotNull, isNull, lt, ne, or } from 'drizzle-orm';
import { type Booking, loadBooking } from '../../bookings/index.ts';
import { openKindsOf } from '../../staff-tasks/index.ts';
import type { FilingDeps } from '../deps.ts';
import { findFiling } from '../filing-store.ts';
import { RetryLater } from '../retry-later.ts';
import { recordFilings } from '../tables.ts';

/** No visit is longer than this. */
const longestVisitMs = 12 * hourMs;
/** With one of these tasks, a person has to take the old appointment away first. */
const leftToStaff: readonly string[] = ['record_not_moved', 'record_not_removed'];
const secondsToWait = 15;

/**
 * The practice's records refuse a time that is taken there. Another booking may have left this time a moment ago, so that
 * only its job has not reached the records yet: then this job waits for that one.
 * @param at the booking with the time that was refused
 * @throws RetryLater while an appointment of ours, of the same practitioner or patient, is about to leave that time
 */
export async function waitForLeaving(deps: FilingDeps, at: Booking, patientId: string): Promise<void> {
  const own = await findFiling(deps.store.db, at.id);
  for (const filed of await overlapping(deps, at, patientId)) {
    const other = await loadBooking(deps, deps.store.db, filed.subjectId);
    if (!other || !filed.appointmentStart) continue;
    const end = +filed.appointmentStart + other.durationMinutes * minuteMs;
    if (end <= +at.start || !leaves(other, filed) || waitsForUs(other, own?.appointmentStart ?? null))
      continue;
    const kinds = (await openKindsOf(deps.store.db, [other.id])).get(other.id) ?? [];
    if (!kinds.some((kind) => leftToStaff.includes(kind))) {
      throw new RetryLater('an appointment that leaves this time', secondsToWait);
    }
  }
}

interface FiledTime {
  subjectId: string;
  appointmentStart: Date | null;
  appointmentPractitionerId: string | null;
}

function overlapping(deps: FilingDeps, at: Booking, patientId: string): Promise<FiledTime[]> {
  return deps.store.db
    .select({
      subjectId: recordFilings.subjectId,
      appointmentStart: recordFilings.appointmentStart,
      appointmentPractitionerId: recordFilings.appointmentPractitionerId,
    })
    .from(recordFilings)
    .where(
      and(
        eq(recordFilings.subject, 'booking'),
        eq(recordFilings.appointmentIsOurs, true),
        isNotNull(recordFilings.appointmentId),
        isNull(recordFilings.removedAt),
        ne(recordFilings.subjectId, at.id),
        lt(recordFilings.appointmentStart, at.end),
        gt(recordFilings.appointmentStart, new Date(+at.start - longestVisitMs)),
        or(
          eq(recordFilings.appointmentPractitionerId, at.practitionerId),
          eq(recordFilings.patientId, patientId),
        ),
      ),
    );
}

/** Whether a booking is cancelled, or has a time or practitioner now that its appointment in the records has not. */
function leaves(booking: Booking, filed: FiledTime): boolean {
  if (booking.status === 'cancelled') return true;
  const isThere =
    +booking.start === +(filed.appointmentStart ?? 0) &&
    booking.practitionerId === filed.appointmentPractitionerId;
  return booking.status === 'confirmed' && !isThere;
}

/** Two bookings that changed places would wait for each other without an end. */
function waitsForUs(other: Booking, ours: Date | null): boolean {
  return other.status === 'confirmed' && ours !== null && +other.start === +ours;
}
