import { matchesOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import { Problem } from '../../../platform/problem.ts';
import { setPaymentGoal } from '../../payments/index.ts';
import type { Booking } from '../booking.ts';
import { audit, loadBooking, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { refundFor } from '../eligibility/refund-policy.ts';
import { withdrawAppointment } from '../jobs.ts';
import { queueCancellation, queueReceptionCancelled } from '../messages/booking-messages.ts';
import { giveUpUnpaid } from '../placing/abandon.ts';

/**
 * The booking that a manage token opens. No token, a wrong one, and a booking that does not exist are one answer:
 * ids are not to be tried out.
 * @throws Problem unauthorized
 */
export async function openWithToken(
  deps: Pick<BookingDeps, 'store' | 'sealing'>,
  bookingId: string,
  token: string | undefined,
): Promise<Booking> {
  const known = token && isUuid(bookingId) ? await loadBooking(deps, deps.store.db, bookingId) : null;
  if (!token || !known || !matchesOpaqueToken(token, known.manageTokenHash)) {
    throw new Problem(
      'unauthorized',
      'This link does not open a booking: use the newest one that we sent you.',
    );
  }
  return known;
}

/** Notes that a patient read their booking: every read of a patient's data is in the audit trail. */
export async function noteRead(
  deps: BookingDeps,
  booking: Booking,
  requestId: string | undefined,
): Promise<void> {
  const now = deps.clock.now();
  await deps.store.db.transaction((tx) =>
    audit(tx, booking.id, 'booking.read', { actor: 'patient', now, requestId }),
  );
}

/** A file for the calendar needs an appointment that stands, or stood. @throws Problem not_found */
export function refuseWithoutAppointment(booking: Booking): void {
  if (booking.calendarEventId !== null && booking.status !== 'confirming') return;
  throw new Problem('not_found', 'There is no calendar file: this booking is not confirmed.');
}

/**
 * Cancels: the state, the mails and the jobs that take it out of the calendar and of the records are one
 * transaction, and so is what is given back of the money. A cancelled booking stays cancelled, and is answered the
 * same; one that is not paid yet is given up.
 * @throws Problem booking_not_cancellable
 */
export async function cancelBooking(
  deps: BookingDeps,
  booking: Booking,
  requestId: string | undefined,
): Promise<Booking> {
  if (booking.status === 'cancelled') return booking;
  if (booking.status === 'awaiting_payment') return giveUpUnpaid(deps, booking, requestId);
  const now = deps.clock.now();
  const refundCents = refundFor(booking, deps.clinic.cancellation, now);
  refuseUnlessCancellable(deps, booking, now);
  const cancelled = await deps.store.db.transaction(async (tx) => {
    const calendarSequence = booking.calendarSequence + 1;
    const event = 'cancelled_by_patient';
    const change = {
      bookingId: booking.id,
      event,
      set: { calendarSequence },
      actor: 'patient',
      now,
    } as const;
    const status = await transition(tx, { ...change, requestId });
    const current = await loadBooking(deps, tx, booking.id);
    if (status === null || !current) return current;
    await deps.jobs.enqueue(tx, withdrawAppointment, { bookingId: booking.id });
    await setPaymentGoal(tx, deps, booking.id, { goal: 'refund', refundCents, now });
    await deps.events.emit(tx, 'booking.cancelled', { bookingId: booking.id });
    await queueCancellation(tx, deps, current, refundCents);
    await queueReceptionCancelled(tx, deps, current, 'online');
    return current;
  });
  if (cancelled?.status !== 'cancelled') throw notCancellable('This booking can no longer be cancelled.');
  deps.metrics.bookings.inc({ service: booking.service, visit: booking.visit, outcome: 'cancelled' });
  return cancelled;
}

function refuseUnlessCancellable(deps: BookingDeps, booking: Booking, now: Date): void {
  const { phone } = deps.clinic.clinic;
  if (booking.status === 'confirming') {
    throw notCancellable(
      `We are still confirming this booking. Try again in a few minutes, or call ${phone}.`,
    );
  }
  if (booking.status !== 'confirmed') throw notCancellable('This booking has ended already.');
  if (now >= booking.start) {
    throw notCancellable(`This appointment has started. Please call ${phone}.`);
  }
}

function notCancellable(detail: string): Problem {
  return new Problem('booking_not_cancellable', detail);
}

function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);
}
