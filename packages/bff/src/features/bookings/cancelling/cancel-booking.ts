import type { StaffCancellation } from '@botaniqal/shared/contracts/staff/bookings.ts';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import { Problem } from '../../../platform/problem.ts';
import { setPaymentGoal } from '../../payments/index.ts';
import type { Booking } from '../booking.ts';
import { loadBooking, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { refundOf } from '../eligibility/refund.ts';
import { abandonBooking } from '../ending/abandon.ts';
import { cancelCalendarEventJob } from '../jobs.ts';
import { queueCancellation, queueReceptionCancelled } from '../messages/booking-messages.ts';

/**
 * Cancels a booking for its patient, or by staff. The state, the refund, the mails and the jobs that cancel the calendar event and
 * remove the filed appointment are one transaction. A cancelled booking gets the same answer again. A booking that is
 * not paid yet is abandoned.
 * @param options.refund what staff give back; a patient gets what the policy gives
 * @param options.start the start that the patient saw: an appointment that has another one by now stays
 * @throws Problem booking_not_cancellable
 */
export async function cancelBooking(
  deps: BookingDeps,
  booking: Booking,
  by: ActingAs,
  { refund = 'policy', start }: Partial<StaffCancellation> & { start?: Date } = {},
): Promise<Booking> {
  if (booking.status === 'cancelled') return booking;
  if (booking.status === 'awaiting_payment') return abandonBooking(deps, booking, by);
  const now = deps.clock.now();
  const refundCents = refundCentsOf(deps, booking, now, refund);
  const staff = by.actor.kind === 'staff';
  refuseUnlessCancellable(deps, booking, now);
  const cancelled = await deps.store.db.transaction(async (tx) => {
    const set = { calendarSequence: booking.calendarSequence + 1 };
    const event = staff ? 'cancelled_by_staff' : 'cancelled_by_patient';
    const change = { bookingId: booking.id, event, set } as const;
    const status = await transition(tx, change, { ...by, now });
    const current = await loadBooking(deps, tx, booking.id);
    if (status === null || !current) return current;
    if (start && current.start.getTime() !== start.getTime()) {
      throw notCancellable('This appointment has another time by now.');
    }
    await deps.jobs.enqueue(tx, cancelCalendarEventJob, { bookingId: booking.id });
    await deps.events.emit(tx, 'booking.cancelled', { bookingId: booking.id });
    await setPaymentGoal(tx, deps, booking.id, { goal: 'refund', refundCents, now });
    await queueCancellation(tx, deps, current, refundCents);
    await queueReceptionCancelled(tx, deps, current, staff ? 'staff' : 'online');
    return current;
  });
  if (cancelled?.status !== 'cancelled') throw notCancellable('This booking can no longer be cancelled.');
  deps.metrics.bookings.inc({ service: booking.service, visit: booking.visit, outcome: 'cancelled' });
  return cancelled;
}

function refundCentsOf(
  deps: Pick<BookingDeps, 'clinic'>,
  booking: Booking,
  now: Date,
  refund: StaffCancellation['refund'],
): number {
  if (refund === 'policy') return refundOf(deps, booking, now);
  return refund === 'full' ? (booking.priceCents ?? 0) : 0;
}

function refuseUnlessCancellable(deps: Pick<BookingDeps, 'clinic'>, booking: Booking, now: Date): void {
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
