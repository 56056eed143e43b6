import { system } from '../../../platform/audit/actor.ts';
import type { JobRun } from '../../../platform/jobs/job.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import { audit } from '../audit-booking.ts';
import type { Booking } from '../booking.ts';
import { isEnded } from '../booking-state.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { taskFactsOf } from '../booking-task-facts.ts';
import type { BookingDeps } from '../deps.ts';
import { refreshCalendar } from '../running/refresh-calendar.ts';
import { schedulerOf } from '../running/scheduler-of.ts';
import { releaseSlot } from '../slots/slot-holds.ts';

type Payload = { bookingId: string };

/** Cancels the event of an ended booking in the practitioner's calendar, then releases its time. */
export async function cancelCalendarEvent(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload' | 'signal'>,
): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, run.payload.bookingId);
  if (!isEnded(booking.status)) return;
  const eventId = booking.calendarEventId ?? (await findEvent(deps, booking, run.signal));
  if (eventId !== null) await cancelEvent(deps, booking, eventId, run.signal);
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await releaseSlot(tx, booking.id, now);
    const stood = booking.status === 'cancelled' && booking.calendarEventId !== null;
    if (stood) {
      await deps.keepFreedSlot?.(tx, booking);
      await deps.events.emit(tx, 'booking.time_freed', { bookingId: booking.id });
    }
    if (eventId !== null) await audit(tx, booking.id, 'booking.calendar_event_cancelled', { ...system, now });
  });
  await refreshCalendar(deps, booking.practitionerId);
}

/** A booking that failed without a certain answer may be in the calendar all the same. */
async function findEvent(
  deps: Pick<BookingDeps, 'scheduler'>,
  booking: Booking,
  signal: AbortSignal,
): Promise<string | null> {
  const found = await schedulerOf(deps, booking).find({
    bookingId: booking.id,
    practitionerId: booking.practitionerId,
    email: booking.patient.email,
    start: booking.start,
    signal,
  });
  return found?.status === 'active' ? found.eventId : null;
}

async function cancelEvent(
  deps: Pick<BookingDeps, 'scheduler'>,
  booking: Booking,
  eventId: string,
  signal: AbortSignal,
): Promise<void> {
  const reason =
    booking.status === 'cancelled' ? 'Cancelled online by the patient' : 'Could not be confirmed in time';
  try {
    await schedulerOf(deps, booking).cancel({
      practitionerId: booking.practitionerId,
      eventId,
      reason,
      signal,
    });
  } catch (error) {
    // An event that is gone already is what we want.
    if (!(error instanceof UpstreamError && error.reason === 'not_found')) throw error;
  }
}

/** After a day of tries: a person cancels the event. */
export async function cannotCancelCalendarEvent(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload'>,
): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, run.payload.bookingId);
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, {
      kind: booking.status === 'cancelled' ? 'calendar_not_cancelled' : 'booking_uncertain',
      subject: booking.id,
      facts: taskFactsOf(booking),
    }),
  );
}
