import type { ActingAs } from '../../../platform/audit/actor.ts';
import { Problem } from '../../../platform/problem.ts';
import { audit } from '../audit-booking.ts';
import type { Booking } from '../booking.ts';
import { lockBooking, mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { queueAppointmentAgain } from '../messages/moving-messages.ts';
import { queuePaymentLink } from '../messages/payment-link.ts';
import { holdOf } from '../slots/hold.ts';

/**
 * Sends the patient again what they need now: the confirmation, or, while the booking waits for its payment, the link to
 * pay. The request's id makes its repeat harmless.
 * @throws Problem booking_not_reschedulable when there is nothing to send
 */
export async function sendAgain(
  deps: BookingDeps,
  { id }: Booking,
  by: ActingAs & { requestId: string },
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await lockBooking(tx, id);
    const booking = await mustLoadBooking(deps, tx, id);
    if (booking.status === 'confirmed') {
      await queueAppointmentAgain(tx, deps, booking, by.requestId);
      return audit(tx, id, 'booking.confirmation_resent', { ...by, now });
    }
    const hold = booking.status === 'awaiting_payment' ? await holdOf(tx, id) : null;
    const isHeld = hold !== null && (hold.expiresAt === null || hold.expiresAt > now);
    if (booking.phonePayment !== 'link' || !isHeld) {
      throw new Problem(
        'booking_not_reschedulable',
        'There is nothing to send: the booking is not confirmed, and waits for no payment by a link.',
      );
    }
    await queuePaymentLink(tx, deps, booking, `payment-link-again-${by.requestId}`);
    await audit(tx, id, 'booking.payment_link_resent', { ...by, now });
  });
}
