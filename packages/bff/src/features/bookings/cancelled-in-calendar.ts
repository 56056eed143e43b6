import { and, eq } from 'drizzle-orm';
import { queueClinicCancellation, queueReceptionCancelled } from './announce.ts';
import type { BookingDeps } from './deps.ts';
import { unfileConsultation, withdrawAppointment } from './jobs.ts';
import { mustLoadBooking, transition } from './ledger.ts';
import { bookings } from './tables.ts';

/**
 * An appointment was cancelled in the practitioner's calendar: our booking is cancelled with it. Does nothing when
 * no booking that stands has it, so our own cancellations end here.
 */
export async function cancelledInCalendar(deps: BookingDeps, event: { eventId: string }): Promise<void> {
  const [row] = await deps.store.db
    .select({ id: bookings.id, sequence: bookings.calendarSequence })
    .from(bookings)
    .where(and(eq(bookings.calendarEventId, event.eventId), eq(bookings.status, 'confirmed')));
  if (!row) return;
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
    await deps.jobs.enqueue(tx, withdrawAppointment, { bookingId: booking.id });
    await deps.jobs.enqueue(tx, unfileConsultation, { bookingId: booking.id });
    await queueClinicCancellation(tx, deps, booking);
    await queueReceptionCancelled(tx, deps, booking, 'calendar');
  });
}
