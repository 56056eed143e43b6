import { UpstreamError } from '../../../platform/upstream-error.ts';
import { lookAtPayment, setPaymentGoal } from '../../payments/index.ts';
import type { Booking } from '../booking.ts';
import { mustLoadBooking, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { releaseSlot } from '../slots/slot-holds.ts';

/**
 * The patient leaves before paying: their time is free again. A page that is closed right after paying, or for the
 * bank's own page, says the same; so a payment that is under way is left alone, and goes on by itself.
 */
export async function leave(
  deps: BookingDeps,
  booking: Booking,
  requestId: string | undefined,
): Promise<Booking> {
  if (booking.status !== 'awaiting_payment') return booking;
  if (await isUnderWay(deps, booking)) return mustLoadBooking(deps, deps.store.db, booking.id);
  return giveUpUnpaid(deps, booking, requestId);
}

/** Ends a booking that is not paid, because its patient says so. An authorisation that comes all the same is let go. */
export async function giveUpUnpaid(
  deps: BookingDeps,
  booking: Booking,
  requestId: string | undefined,
): Promise<Booking> {
  const ended = await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const status = await transition(tx, {
      bookingId: booking.id,
      event: 'left_unpaid',
      set: { failure: 'left' },
      actor: 'patient',
      now,
      requestId,
    });
    if (status !== null) {
      await deps.rights?.unused(tx, booking.id, { timeIsLost: false });
      await deps.events.emit(tx, 'booking.ended_unconfirmed', { bookingId: booking.id });
      await releaseSlot(tx, booking.id, now);
      await setPaymentGoal(tx, deps.payments, booking.id, { goal: 'release', now });
    }
    return mustLoadBooking(deps, tx, booking.id);
  });
  deps.freeTimes.occupiedChanged();
  return ended;
}

/** Not known counts as under way: the hold runs out by itself. */
async function isUnderWay(deps: BookingDeps, booking: Booking): Promise<boolean> {
  try {
    const payment = await lookAtPayment(deps.payments, booking.id);
    return payment !== null && payment.state !== 'awaiting_card' && payment.state !== 'cancelled';
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    deps.log.warn('A time is not given back yet: its payment cannot be read', {
      bookingId: booking.id,
      error,
    });
    return true;
  }
}
