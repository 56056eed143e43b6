import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import type { ScheduledAppointment } from '../../../ports/calendar.ts';
import { setPaymentGoal } from '../../payments/index.ts';
import { type Booking, sealJoinUrl } from '../booking.ts';
import { lockBooking, mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { cancelCalendarEventJob } from '../jobs.ts';
import { bookings } from '../tables.ts';
import { finishAttempt, type OpenAttempt } from './calendar-attempts.ts';
import { refreshCalendar } from './refresh-calendar.ts';

/**
 * Stores that the calendar has a paid booking. From here on the booking only goes forward: the payment is to be
 * captured, and a job captures it when this process does not.
 */
export async function storeAppointment(
  deps: BookingDeps,
  booking: Booking,
  attempt: OpenAttempt,
  appointment: ScheduledAppointment,
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const status = await lockBooking(tx, booking.id);
    await finishAttempt(tx, attempt, 'booked', now);
    if (status !== 'confirming') {
      await cancelIfEnded(tx, deps, await mustLoadBooking(deps, tx, booking.id));
      return;
    }
    await tx
      .update(bookings)
      .set({ ...appointmentColumns(deps, booking, attempt, appointment), updatedAt: now })
      .where(eq(bookings.id, booking.id));
    const startAfterSeconds = deps.timings.captureHeadStartSeconds;
    await setPaymentGoal(tx, deps, booking.id, { goal: 'capture', now, startAfterSeconds });
  });
  await refreshCalendar(deps, booking.practitionerId);
}

/** Which calendar has it, the calendar's ids and the video link, as columns of the booking. */
export function appointmentColumns(
  deps: Pick<BookingDeps, 'sealing'>,
  booking: Booking,
  { calendar }: Pick<OpenAttempt, 'calendar'>,
  appointment: ScheduledAppointment,
) {
  return {
    calendar,
    calendarEventId: appointment.eventId,
    calendarInviteeId: appointment.inviteeId,
    joinUrl: sealJoinUrl(deps.sealing, booking.id, appointment.joinUrl),
  };
}

/** Two processes may find one appointment. An ended booking must not keep it, so a job cancels it. */
export async function cancelIfEnded(
  tx: Transaction,
  deps: Pick<BookingDeps, 'jobs'>,
  booking: Booking,
): Promise<void> {
  if (booking.status === 'confirmed') return;
  await deps.jobs.enqueue(tx, cancelCalendarEventJob, { bookingId: booking.id });
}
