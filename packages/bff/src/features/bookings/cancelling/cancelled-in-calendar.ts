import { and, eq, inArray } from 'drizzle-orm';
import { setPaymentGoal } from '../../payments/index.ts';
import { mustLoadBooking, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { withdrawAppointment } from '../jobs.ts';
import { queueClinicCancellation, queueReceptionCancelled } from '../messages/booking-messages.ts';
import { bookings } from '../tables.ts';

/**
 * An appointment was cancelled in the practitioner's calendar: our booking is cancelled with it. Does nothing when
 * no booking that stands has it, so our own cancellations end here.
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
  // Its money is being taken at this moment; the job that brought this is tried again.
  if (row.status === 'confirming') throw new Error('The booking is still being confirmed.');
  await deps.store.db.transaction(async (tx) => {
    const status = await transition(tx, {
      bookingId: row.id,
      event: 'cancelled_in_calendar',
      set: { calendarSequence: row.sequence + 1 },
      actor: 'system',
      now: deps.clock.now(),
    });
    if (status === null) return;
    const booking = await mustLoadBooking(deps, tx, row.id);
    // On the clinic's side: whatever the hour, everything is given back.
    const refundCents = row.priceCents ?? 0;
    await setPaymentGoal(tx, deps, row.id, { goal: 'refund', refundCents, now: deps.clock.now() });
    await deps.jobs.enqueue(tx, withdrawAppointment, { bookingId: booking.id });
    await deps.events.emit(tx, 'booking.cancelled', { bookingId: booking.id });
    await queueClinicCancellation(tx, deps, booking, refundCents);
    await queueReceptionCancelled(tx, deps, booking, 'calendar');
  });
}
