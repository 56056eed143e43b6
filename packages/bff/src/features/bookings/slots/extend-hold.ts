import type { ActingAs } from '../../../platform/audit/actor.ts';
import { keepPlacesUntil } from '../../../platform/limits/limits.ts';
import { Problem } from '../../../platform/problem.ts';
import { audit } from '../audit-booking.ts';
import type { Booking } from '../booking.ts';
import { lockBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { holdAgain, holdOf, wasExtended } from './hold.ts';

/**
 * Keeps a time for as long again, once. Also a little late, while the time is still free.
 * @throws Problem hold_not_extendable
 */
export async function extendHold(
  deps: Pick<BookingDeps, 'clinic' | 'clock' | 'freeTimes' | 'store'>,
  booking: Booking,
  by: ActingAs,
): Promise<void> {
  const { holdMinutes } = deps.clinic.booking;
  const extended = await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const status = await lockBooking(tx, booking.id);
    if (booking.phonePayment === 'link') return false;
    if (status !== 'awaiting_payment' || (await wasExtended(tx, booking.id))) return false;
    const hold = await holdOf(tx, booking.id);
    // From its present end while it lasts: asking early costs nothing.
    const from = Math.max(hold?.expiresAt?.getTime() ?? 0, now.getTime());
    const expiresAt = new Date(from + holdMinutes * 60_000);
    if (!(await holdAgain(tx, booking, { now, expiresAt, extendedAt: now }))) return false;
    await keepPlacesUntil(tx, booking.id, expiresAt);
    await audit(tx, booking.id, 'booking.hold_extended', { ...by, now });
    return true;
  });
  if (!extended) {
    throw new Problem(
      'hold_not_extendable',
      'This time cannot be kept any longer. Pay now, or choose a time again.',
    );
  }
  deps.freeTimes.occupiedChanged();
}
