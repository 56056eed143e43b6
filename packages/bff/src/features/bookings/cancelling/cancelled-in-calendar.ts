import { and, eq, inArray } from 'drizzle-orm';
import type { Actor } from '../../../platform/audit/actor.ts';
import { setPaymentGoal } from '../../payments/index.ts';
import { mustLoadBooking, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { cancelCalendarEventJob } from '../jobs.ts';
import { queueClinicCancellation, queueReceptionCancelled } from '../messages/booking-messages.ts';
import { bookings } from '../tables.ts';

const calendar: Actor = { kind: 'vendor', vendor: 'calendar' };

/**
 * An appointment was cancelled in the practitioner's calendar: our booking is cancelled with it. Does nothing when no
 * confirmed booking has this event, so a notice of our own cancellation ends here.
 */
export async function cancelledInCalendar(deps: BookingDeps, event: { eventId: string }): Promise<void> {
  const [row] = await deps.store.db
    .select({
      id: bookings.id,
      status: bookings.status,
      sequence: bookings.calendarSequence,
      priceCents: bookings.priceCents,
    })
    .from(bookings)
    .where(
      and(eq(bookings.calendarEventId, event.eventId), inArray(bookings.status, ['confirming', 'confirmed'])),
    );
  if (!row) return;
  // Its money is being captured at this moment. The job that calls this runs again.
  if (row.status === 'confirming') throw new Error('The booking is still being confirmed.');
  await deps.store.db.transaction(async (tx) => {
    const set = { calendarSequence: row.sequence + 1 };
    const change = { bookingId: row.id, event: 'cancelled_in_calendar', set } as const;
    const status = await transition(tx, change, { actor: calendar, now: deps.clock.now() });
    if (status === null) return;
    const booking = await mustLoadBooking(deps, tx, row.id);
    // The clinic cancelled, so the refund is full at any hour.
    const refundCents = row.priceCents ?? 0;
    await setPaymentGoal(tx, deps, row.id, { goal: 'refund', refundCents, now: deps.clock.now() });
    await deps.jobs.enqueue(tx, cancelCalendarEventJob, { bookingId: booking.id });
    await deps.events.emit(tx, 'booking.cancelled', { bookingId: booking.id });
    await queueClinicCancellation(tx, deps, booking, refundCents);
    await queueReceptionCancelled(tx, deps, booking, 'calendar');
  });
}
