import type { ActingAs } from '../../../platform/audit/actor.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { lookAtPayment } from '../../payments/index.ts';
import type { Booking } from '../booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { endUnpaidBooking } from './end-unpaid-booking.ts';

/**
 * The patient's page says that the patient leaves before paying, so their time becomes free. A page that is closed
 * right after paying, or for the bank's own page, says the same. So a payment that is under way is left alone, and
 * goes on by itself.
 */
export async function abandonUnlessPaying(
  deps: BookingDeps,
  booking: Booking,
  by: ActingAs,
): Promise<Booking> {
  // The page of a payment link may be closed and opened again: its time is held as long as staff said.
  if (booking.status !== 'awaiting_payment' || booking.phonePayment === 'link') return booking;
  if (await isUnderWay(deps, booking)) return mustLoadBooking(deps, deps.store.db, booking.id);
  return abandonBooking(deps, booking, by);
}

/** Ends a booking that is not paid because its patient says so, even while a payment is under way. */
export async function abandonBooking(deps: BookingDeps, booking: Booking, by: ActingAs): Promise<Booking> {
  await endUnpaidBooking(deps, booking.id, 'abandoned', by);
  return mustLoadBooking(deps, deps.store.db, booking.id);
}

/** A payment that cannot be read counts as under way: its hold runs out by itself. */
async function isUnderWay(deps: Pick<BookingDeps, 'log' | 'payments'>, booking: Booking): Promise<boolean> {
  try {
    const payment = await lookAtPayment(deps.payments, booking.id);
    return payment !== null && payment.state !== 'awaiting_card' && payment.state !== 'cancelled';
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    deps.log.warn('A time is not released yet: its payment cannot be read', {
      bookingId: booking.id,
      error,
    });
    return true;
  }
}
