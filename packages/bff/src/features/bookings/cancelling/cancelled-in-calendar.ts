import { and, eq, inArray } from 'drizzle-orm';
import type { Actor } from '../../../platform/audit/actor.ts';
import type { TrailStep } from '../../../ports/calendar.ts';
import { setPaymentGoal } from '../../payments/index.ts';
import { closeStaffTask } from '../../staff-tasks/index.ts';
import { lockBooking, mustLoadBooking, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { refundOf } from '../eligibility/refund.ts';
import { cancelCalendarEventJob } from '../jobs.ts';
import {
  queueCancellation,
  queueClinicCancellation,
  queueReceptionCancelled,
} from '../messages/booking-messages.ts';
import { schedulerOf } from '../running/scheduler-of.ts';
import { bookings } from '../tables.ts';

const calendar: Actor = { kind: 'vendor', vendor: 'calendar' };

/**
 * The confirmed booking with this event; `null` when there is none. A notice of our own cancellation, and one about an
 * event that a booking has left, end here.
 * @throws while it is being confirmed: its money is being captured at this moment. The job that calls this runs again.
 */
export async function findByEvent(deps: Pick<BookingDeps, 'store'>, eventId: string): Promise<string | null> {
  const [row] = await deps.store.db
    .select({ id: bookings.id, status: bookings.status })
    .from(bookings)
    .where(and(eq(bookings.calendarEventId, eventId), inArray(bookings.status, ['confirming', 'confirmed'])));
  if (row?.status === 'confirming') throw new Error('The booking is still being confirmed.');
  return row?.id ?? null;
}

/**
 * An appointment was cancelled in the practitioner's calendar: our booking is cancelled with it. The calendar says who
 * cancelled. A patient gets back what the patient's policy gives at that moment; when the clinic cancelled, or when the
 * calendar does not say, the patient gets everything back at any hour.
 * @param waitedForNewTime the practitioner's side had asked for another time, and the patient has chosen none
 */
export async function cancelledInCalendar(
  deps: BookingDeps,
  {
    eventId,
    signal,
    waitedForNewTime = false,
  }: { eventId: string; signal?: AbortSignal; waitedForNewTime?: boolean },
): Promise<void> {
  const bookingId = await findByEvent(deps, eventId);
  if (bookingId === null) return;
  const found = await mustLoadBooking(deps, deps.store.db, bookingId);
  const { practitionerId } = found;
  const trail = await schedulerOf(deps, found).trace({
    practitionerId,
    eventId,
    ...(signal ? { signal } : {}),
  });
  const last = trail?.steps.at(-1);
  // It stands again, perhaps at another time. A request for another time waits for the patient.
  if (last?.status === 'active' || (trail?.awaitsNewTime && !waitedForNewTime)) return;
  const byPatient = last?.cancelled?.by === 'patient' && !waitedForNewTime;
  await cancel(deps, bookingId, eventId, byPatient ? last : null);
}

/** @param byPatient the appointment as its patient cancelled it; `null`: the clinic did */
async function cancel(
  deps: BookingDeps,
  bookingId: string,
  eventId: string,
  byPatient: TrailStep | null,
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await lockBooking(tx, bookingId);
    const before = await mustLoadBooking(deps, tx, bookingId);
    // The booking has left this event since: a move of ours was first.
    if (before.calendarEventId !== eventId) return;
    const event = byPatient ? 'cancelled_by_patient' : 'cancelled_in_calendar';
    const set = { calendarSequence: before.calendarSequence + 1 };
    const status = await transition(tx, { bookingId, event, set }, { actor: calendar, now });
    if (status === null) return;
    const booking = await mustLoadBooking(deps, tx, bookingId);
    const refundCents = byPatient
      ? refundOf(
          deps,
          { ...booking, start: byPatient.start ?? booking.start },
          byPatient.cancelled?.at ?? now,
        )
      : (booking.priceCents ?? 0);
    await setPaymentGoal(tx, deps, bookingId, { goal: 'refund', refundCents, now });
    await deps.jobs.enqueue(tx, cancelCalendarEventJob, { bookingId });
    await deps.events.emit(tx, 'booking.cancelled', { bookingId });
    if (byPatient) await queueCancellation(tx, deps, booking, refundCents);
    else await queueClinicCancellation(tx, deps, booking, refundCents);
    await queueReceptionCancelled(tx, deps, booking, byPatient ? 'patient_in_calendar' : 'calendar');
    await closeStaffTask(tx, deps, { kind: 'moved_in_calendar', subject: bookingId });
    const { service, visit } = booking;
    deps.metrics.bookings.inc({ service, visit, outcome: 'cancelled' });
  });
}
