import { eq } from 'drizzle-orm';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { Problem } from '../../../platform/problem.ts';
import { audit } from '../audit-booking.ts';
import type { Booking } from '../booking.ts';
import { lockBooking, mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { bookings } from '../tables.ts';

/** Whether the patient has said that they come at the present time. */
export function hasSaidComing({ comingSaidFor, start }: Pick<Booking, 'comingSaidFor' | 'start'>): boolean {
  return comingSaidFor?.getTime() === start.getTime();
}

/**
 * Notes that the patient comes to the appointment at the start that `booking` has. Said twice, it is noted once.
 * @throws Problem booking_not_reschedulable when there is no appointment at this time to come to
 */
export async function sayComing(
  deps: BookingDeps,
  { id, start }: Pick<Booking, 'id' | 'start'>,
  by: ActingAs,
): Promise<Booking> {
  return deps.store.db.transaction(async (tx) => {
    await lockBooking(tx, id);
    const booking = await mustLoadBooking(deps, tx, id);
    const now = deps.clock.now();
    if (booking.status !== 'confirmed' || booking.end <= now) {
      throw new Problem('booking_not_reschedulable', 'This appointment was cancelled, or is over.');
    }
    if (booking.start.getTime() !== start.getTime()) {
      throw new Problem('booking_not_reschedulable', 'This appointment has another time by now.');
    }
    if (hasSaidComing(booking)) return booking;
    await tx.update(bookings).set({ comingSaidFor: booking.start }).where(eq(bookings.id, id));
    await audit(tx, id, 'booking.coming_said', { ...by, now });
    await publishLive(tx, { kind: 'booking', id });
    return { ...booking, comingSaidFor: booking.start };
  });
}
