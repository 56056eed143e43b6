import { setPaymentGoal } from '../../payments/index.ts';
import { transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { releaseSlot } from '../slots/slot-holds.ts';

/** The booking was not paid in time. Its payment is ended, or about to be. */
export async function expireBooking(deps: BookingDeps, bookingId: string): Promise<void> {
  const expired = await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const set = { failure: 'hold_expired' } as const;
    const status = await transition(tx, { bookingId, event: 'hold_expired', set, actor: 'system', now });
    if (status === null) return false;
    await deps.rights?.unused(tx, bookingId, { timeIsLost: false });
    await deps.events.emit(tx, 'booking.ended_unconfirmed', { bookingId });
    await releaseSlot(tx, bookingId, now);
    await setPaymentGoal(tx, deps.payments, bookingId, { goal: 'release', now });
    return true;
  });
  if (expired) deps.freeTimes.occupiedChanged();
}
