import type { Transaction } from '../../platform/store/database.ts';
import type { ScheduledAppointment } from '../../upstreams/calendly/port.ts';
import { queueConfirmation, queueReceptionCopy } from './announce.ts';
import { type Booking, sealJoinUrl } from './booking.ts';
import type { BookingDeps } from './deps.ts';
import { awaitVideoLink, fileConsultation, withdrawAppointment } from './jobs.ts';
import { finishTry, mustLoadBooking, type Step, transition } from './ledger.ts';

/**
 * The calendar has it: state, audit and everything that follows, in one transaction.
 * When the booking has ended meanwhile (given up), the appointment is taken out of the calendar again.
 */
export async function confirmBooking(
  deps: BookingDeps,
  booking: Booking,
  tried: Pick<Step, 'bookingId' | 'attempt' | 'outcome'>,
  appointment: ScheduledAppointment,
): Promise<Booking> {
  const settled = await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await finishTry(tx, tried, 'booked', now);
    const status = await transition(tx, {
      bookingId: booking.id,
      event: 'booked',
      set: {
        calendarEventId: appointment.eventId,
        calendarInviteeId: appointment.inviteeId,
        joinUrl: sealJoinUrl(deps.sealing, booking.id, appointment.joinUrl),
      },
      actor: 'system',
      now,
    });
    const current = await mustLoadBooking(deps, tx, booking.id);
    if (status === null) {
      // Two processes may learn of one appointment; an ended booking must not keep one.
      if (current.status !== 'confirmed')
        await deps.jobs.enqueue(tx, withdrawAppointment, { bookingId: booking.id });
      return current;
    }
    await afterConfirmation(tx, deps, current);
    return current;
  });
  await forgetCalendar(deps, booking.practitionerId);
  return settled;
}

async function afterConfirmation(tx: Transaction, deps: BookingDeps, booking: Booking): Promise<void> {
  deps.metrics.bookings.inc({ service: booking.service, visit: booking.visit, outcome: 'confirmed' });
  await deps.jobs.enqueue(tx, fileConsultation, { bookingId: booking.id });
  await queueReceptionCopy(tx, deps, booking);
  if (booking.joinUrl !== null) await queueConfirmation(tx, deps, booking);
  else {
    const startAfterSeconds = deps.pace.linkEverySeconds;
    await deps.jobs.enqueue(tx, awaitVideoLink, { bookingId: booking.id, tries: 0 }, { startAfterSeconds });
  }
}

/** What was remembered of a practitioner's calendar is old. Showing may lag behind; a booking may not fail for it. */
export async function forgetCalendar(deps: BookingDeps, practitionerId: string): Promise<void> {
  try {
    await deps.freeTimes.calendarChanged(practitionerId);
  } catch (error) {
    deps.log.warn('Shown times may be some seconds old', { practitionerId, error });
  }
}
