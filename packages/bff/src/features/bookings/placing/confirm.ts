import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { ScheduledAppointment } from '../../../ports/calendar.ts';
import { captureNow, setPaymentGoal } from '../../payments/index.ts';
import { type Booking, sealJoinUrl } from '../booking.ts';
import { finishTry, lockBooking, mustLoadBooking, type Step, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { awaitVideoLink, withdrawAppointment } from '../jobs.ts';
import { queueConfirmation, queueReceptionCopy } from '../messages/booking-messages.ts';
import { bookings } from '../tables.ts';

type Tried = Pick<Step, 'bookingId' | 'attempt' | 'outcome'>;

/**
 * The calendar has it: state, audit and everything that follows, in one transaction.
 * When the booking has ended meanwhile (given up), the appointment is taken out of the calendar again.
 */
export async function confirmBooking(
  deps: BookingDeps,
  booking: Booking,
  tried: Tried,
  appointment: ScheduledAppointment,
): Promise<Booking> {
  const settled = await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await finishTry(tx, tried, 'booked', now);
    const set = idsOf(deps, booking, appointment);
    const status = await transition(tx, {
      bookingId: booking.id,
      event: 'booked',
      set,
      actor: 'system',
      now,
    });
    const current = await mustLoadBooking(deps, tx, booking.id);
    if (status === null) await refuseToKeep(tx, deps, current);
    else await afterConfirmation(tx, deps, current);
    return current;
  });
  await forgetCalendar(deps, booking.practitionerId);
  return settled;
}

/**
 * The calendar has a paid booking: from here on we only go forward. The money is wanted from now on, and a job gets
 * it if whoever is at it here does not.
 */
export async function markBooked(
  deps: BookingDeps,
  booking: Booking,
  tried: Tried,
  appointment: ScheduledAppointment,
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const status = await lockBooking(tx, booking.id);
    await finishTry(tx, tried, 'booked', now);
    if (status !== 'confirming') {
      await refuseToKeep(tx, deps, await mustLoadBooking(deps, tx, booking.id));
      return;
    }
    await tx
      .update(bookings)
      .set({ ...idsOf(deps, booking, appointment), updatedAt: now })
      .where(eq(bookings.id, booking.id));
    const startAfterSeconds = deps.pace.captureHeadStartSeconds;
    await setPaymentGoal(tx, deps, booking.id, { goal: 'capture', now, startAfterSeconds });
  });
  await forgetCalendar(deps, booking.practitionerId);
}

/**
 * Takes the money of a booking that is in the calendar, and confirms it. The appointment is real by now: if the money
 * does not come at once, the booking stands all the same, and a job goes on until it has it or staff know.
 */
export async function takeMoneyAndConfirm(deps: BookingDeps, booking: Booking): Promise<Booking> {
  const [joinUrl] = await Promise.all([linkOf(deps, booking), captureNow(deps.payments, booking.id)]);
  const set = { joinUrl: sealJoinUrl(deps.sealing, booking.id, joinUrl) };
  return deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const status = await transition(tx, {
      bookingId: booking.id,
      event: 'booked',
      set,
      actor: 'system',
      now,
    });
    const current = await mustLoadBooking(deps, tx, booking.id);
    if (status !== null) await afterConfirmation(tx, deps, current);
    return current;
  });
}

/** How long a confirmation waits for the video link; after that a job asks for it. */
const linkPatienceMs = 3000;

async function linkOf(deps: BookingDeps, booking: Booking): Promise<string | null> {
  const { practitionerId, calendarEventId, joinUrl } = booking;
  if (joinUrl !== null || calendarEventId === null) return joinUrl;
  try {
    const signal = AbortSignal.timeout(linkPatienceMs);
    const event = await deps.scheduler.read({ practitionerId, eventId: calendarEventId, signal });
    return event?.joinUrl ?? null;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    deps.log.warn('The video link cannot be read now', { bookingId: booking.id, error });
    return null;
  }
}

function idsOf(deps: BookingDeps, booking: Booking, appointment: ScheduledAppointment) {
  return {
    calendarEventId: appointment.eventId,
    calendarInviteeId: appointment.inviteeId,
    joinUrl: sealJoinUrl(deps.sealing, booking.id, appointment.joinUrl),
  };
}

/** Two processes may learn of one appointment; an ended booking must not keep one. */
async function refuseToKeep(tx: Transaction, deps: BookingDeps, booking: Booking): Promise<void> {
  if (booking.status === 'confirmed') return;
  await deps.jobs.enqueue(tx, withdrawAppointment, { bookingId: booking.id });
}

async function afterConfirmation(tx: Transaction, deps: BookingDeps, booking: Booking): Promise<void> {
  deps.metrics.bookings.inc({ service: booking.service, visit: booking.visit, outcome: 'confirmed' });
  await queueReceptionCopy(tx, deps, booking);
  await deps.events.emit(tx, 'booking.confirmed', { bookingId: booking.id });
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
