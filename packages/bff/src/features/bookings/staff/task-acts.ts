import type { Transaction } from '../../../platform/store/database.ts';
import { loadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { cancelCalendarEventJob } from '../jobs.ts';
import { queueAppointmentAgain } from '../messages/moving-messages.ts';

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
