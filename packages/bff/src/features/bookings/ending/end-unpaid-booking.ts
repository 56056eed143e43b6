import type { ActingAs } from '../../../platform/audit/actor.ts';
import { setPaymentGoal } from '../../payments/index.ts';
import { transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { releaseSlot } from '../slots/slot-holds.ts';

/** How a booking ends that is not paid. */
const endings = {
  /** The patient left before paying. */
  abandoned: 'left',
  /** The hold ran out. */
  hold_expired: 'hold_expired',
} as const;

/**
 * Ends a booking that is not paid: its time is free again, and an authorisation that comes all the same is released.
 * @returns false when the booking is no longer waiting for its payment
 */
export async function endUnpaidBooking(
  deps: Pick<BookingDeps, 'store' | 'clock' | 'payments' | 'entitlements' | 'freeTimes' | 'events'>,
  bookingId: string,
  event: keyof typeof endings,
  by: ActingAs,
): Promise<boolean> {
  const ended = await deps.store.db.transaction(async (tx) => {
    const context = { ...by, now: deps.clock.now() };
    const set = { failure: endings[event] };
    if ((await transition(tx, { bookingId, event, set }, context)) === null) return false;
    await deps.entitlements?.release(tx, bookingId, { timeIsLost: false });
    await deps.events.emit(tx, 'booking.ended_unconfirmed', { bookingId });
    await releaseSlot(tx, bookingId, context.now);
    await setPaymentGoal(tx, deps.payments, bookingId, { goal: 'release', now: context.now });
    return true;
  });
  if (ended) deps.freeTimes.occupiedChanged();
  return ended;
}
