import { Problem } from '../../../platform/problem.ts';
import { calendarFile } from '../../messages/index.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { factsOf } from './appointment-facts.ts';

/** The appointment as a file for the patient's calendar, in its present edition. */
export function calendarFileOf(
  deps: Pick<BookingDeps, 'clinic' | 'enquiriesEmail' | 'managePage' | 'checkPage'>,
  booking: Booking,
): string {
  const cancelled = booking.status === 'cancelled';
  const edition = { sequence: booking.calendarSequence, cancelled, at: booking.updatedAt };
  return calendarFile(factsOf(deps, booking), edition);
}

/** A calendar file needs an appointment, which may be cancelled since. @throws Problem not_found */
export function refuseWithoutAppointment(booking: Booking): void {
  if (booking.calendarEventId !== null && booking.status !== 'confirming') return;
  throw new Problem('not_found', 'There is no calendar file: this booking is not confirmed.');
}
