import { and, eq, lte } from 'drizzle-orm';
import { wasMoved } from '../../../../ports/calendar.ts';
import type { Booking } from '../../booking.ts';
import { loadBooking } from '../../booking-store.ts';
import { cancelledInCalendar } from '../../cancelling/cancelled-in-calendar.ts';
import type { BookingDeps } from '../../deps.ts';
import { schedulerOf } from '../../running/scheduler-of.ts';
import { bookings } from '../../tables.ts';
import { adoptMove } from './adopt-move.ts';

/**
 * Ends the bookings whose patient was asked for another time and has chosen none for `timings.newTimeWaitSeconds`: they
 * are cancelled as by the clinic, so the patient gets everything back. A time that was chosen meanwhile is followed.
 */
export async function endNewTimeWaits(deps: BookingDeps, signal: AbortSignal): Promise<void> {
  const askedBefore = new Date(deps.clock.now().getTime() - deps.timings.newTimeWaitSeconds * 1000);
  const waiting = await deps.store.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.status, 'confirmed'), lte(bookings.awaitsNewTimeSince, askedBefore)));
  for (const { id } of waiting) {
    // A calendar that cannot be read does not stop the other bookings. The next sweep looks again.
    await endWait(deps, id, signal).catch((error: unknown) => {
      deps.log.warn('A booking that waits for a new time could not be looked at', { bookingId: id, error });
    });
  }
}

async function endWait(deps: BookingDeps, bookingId: string, signal: AbortSignal): Promise<void> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  if (!booking || booking.calendarEventId === null) return;
  const { calendarEventId: eventId } = booking;
  if (await hasNewTime(deps, booking, eventId, signal)) return adoptMove(deps, { eventId, signal });
  await cancelledInCalendar(deps, { eventId, signal, waitedForNewTime: true });
}

async function hasNewTime(
  deps: BookingDeps,
  booking: Booking,
  eventId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { practitionerId } = booking;
  const trail = await schedulerOf(deps, booking).trace({ practitionerId, eventId, signal });
  return trail !== null && !trail.awaitsNewTime && wasMoved(trail);
}
