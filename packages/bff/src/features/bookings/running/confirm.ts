import { system } from '../../../platform/audit/actor.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { ScheduledAppointment } from '../../../ports/calendar.ts';
import { captureNow, keepCollected } from '../../payments/index.ts';
import { type Booking, sealJoinUrl } from '../booking.ts';
import { mustLoadBooking, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { askStaffForVideoLink } from '../fail-over/without-video-link.ts';
import { awaitVideoLinkJob } from '../jobs.ts';
import { queueConfirmation, queueReceptionCopy } from '../messages/booking-messages.ts';
import { readVideoLink } from '../messages/read-video-link.ts';
import { finishAttempt, type OpenAttempt } from './calendar-attempts.ts';
import { refreshCalendar } from './refresh-calendar.ts';
import { appointmentColumns, cancelIfEnded } from './store-appointment.ts';

/** How long a confirmation waits for the video link. After that a job asks for it. */
const linkPatienceMs = 3000;

/**
 * Confirms a free booking that the calendar has: state, audit and all that follows are one transaction. When the
 * booking has ended meanwhile, a job cancels the appointment in the calendar.
 */
export async function confirmBooking(
  deps: BookingDeps,
  booking: Booking,
  attempt: OpenAttempt,
  appointment: ScheduledAppointment,
): Promise<Booking> {
  const confirmed = await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await finishAttempt(tx, attempt, 'booked', now);
    const set = appointmentColumns(deps, booking, attempt, appointment);
    const status = await transition(tx, { bookingId: booking.id, event: 'booked', set }, { ...system, now });
    const current = await mustLoadBooking(deps, tx, booking.id);
    if (status === null) await cancelIfEnded(tx, deps, current);
    else await enqueueFollowUps(tx, deps, current);
    return current;
  });
  await refreshCalendar(deps, booking.practitionerId);
  return confirmed;
}

/**
 * Captures the money of a booking that is in the calendar, and confirms it. When the capture does not succeed at
 * once, the booking is confirmed all the same. A job goes on until the money is captured or staff have a task.
 */
export async function captureAndConfirm(deps: BookingDeps, booking: Booking): Promise<Booking> {
  const signal = AbortSignal.timeout(linkPatienceMs);
  const [joinUrl] = await Promise.all([
    readVideoLink(deps, booking, signal),
    captureNow(deps.payments, booking.id),
  ]);
  const set = { joinUrl: sealJoinUrl(deps.sealing, booking.id, joinUrl) };
  return deps.store.db.transaction(async (tx) => {
    const context = { ...system, now: deps.clock.now() };
    const status = await transition(tx, { bookingId: booking.id, event: 'booked', set }, context);
    const current = await mustLoadBooking(deps, tx, booking.id);
    if (status !== null) await enqueueFollowUps(tx, deps, current);
    return current;
  });
}

async function enqueueFollowUps(tx: Transaction, deps: BookingDeps, booking: Booking): Promise<void> {
  deps.metrics.bookings.inc({ service: booking.service, visit: booking.visit, outcome: 'confirmed' });
  await queueReceptionCopy(tx, deps, booking);
  if (booking.phonePayment === 'collected') await keepCollected(tx, booking.id, deps.clock.now());
  const { id, service, patient } = booking;
  await deps.entitlements?.fulfil(tx, { id, service, email: patient.email });
  await deps.events.emit(tx, 'booking.confirmed', { bookingId: booking.id });
  if (booking.calendar === 'mailbox') await askStaffForVideoLink(tx, deps, booking);
  if (booking.joinUrl !== null || booking.calendar === 'mailbox') await queueConfirmation(tx, deps, booking);
  else {
    const startAfterSeconds = deps.timings.linkEverySeconds;
    await deps.jobs.enqueue(
      tx,
      awaitVideoLinkJob,
      { bookingId: booking.id, tries: 0 },
      { startAfterSeconds },
    );
  }
}
