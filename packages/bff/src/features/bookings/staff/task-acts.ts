import { and, eq, notInArray } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import { loadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { cancelCalendarEventJob, clearMoveJob, leaveCalendarEventJob } from '../jobs.ts';
import { queueAppointmentAgain } from '../messages/moving-messages.ts';
import { eventsToCancel } from '../moving/leaving/left-events.ts';
import { bookingMoves } from '../tables.ts';

/**
 * Queues the confirmation of a booking as it is now.
 * @param once names the request, so that its repeat sends nothing
 * @returns false when it is not confirmed
 */
export async function confirmAgain(
  tx: Transaction,
  deps: BookingDeps,
  bookingId: string,
  once: string,
): Promise<boolean> {
  const booking = await loadBooking(deps, tx, bookingId);
  if (booking?.status !== 'confirmed') return false;
  await queueAppointmentAgain(tx, deps, booking, once);
  return true;
}

/** Tries for another day to cancel the event of an ended booking in the calendar. */
export async function cancelInCalendarAgain(
  tx: Transaction,
  deps: Pick<BookingDeps, 'jobs'>,
  bookingId: string,
): Promise<void> {
  await deps.jobs.enqueue(tx, cancelCalendarEventJob, { bookingId });
}

/**
 * Tries for another day to cancel what a booking has left in the calendar: the events of its earlier times, and what a
 * move that was given up may have left there.
 */
export async function cancelOldEventsAgain(
  tx: Transaction,
  { jobs }: Pick<BookingDeps, 'jobs'>,
  bookingId: string,
): Promise<void> {
  for (const { eventId } of await eventsToCancel(tx, bookingId)) {
    await jobs.enqueue(tx, leaveCalendarEventJob, { eventId });
  }
  const givenUp = await tx
    .select({ moveId: bookingMoves.id })
    .from(bookingMoves)
    .where(and(eq(bookingMoves.bookingId, bookingId), notInArray(bookingMoves.state, ['open', 'moved'])));
  for (const { moveId } of givenUp) await jobs.enqueue(tx, clearMoveJob, { moveId });
}
