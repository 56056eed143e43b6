import type { JobRun } from '../../../platform/jobs/job.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import type { Booking } from '../booking.ts';
import { isEnded } from '../booking-state.ts';
import { audit, mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { forgetCalendar } from '../placing/confirm.ts';
import { taskFactsOf } from '../placing/fail.ts';
import { releaseSlot } from '../slots/slot-holds.ts';

type Payload = { bookingId: string };

/** Takes an ended booking out of the practitioner's calendar, then gives its time back. */
export async function withdraw(
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
    if (eventId !== null) await audit(tx, booking.id, 'booking.withdrawn', { actor: 'system', now });
  });
  await forgetCalendar(deps, booking.practitionerId);
}

/** A booking that was given up while nobody knew: it may have landed. */
async function findEvent(deps: BookingDeps, booking: Booking, signal: AbortSignal): Promise<string | null> {
  const found = await deps.scheduler.find({
    bookingId: booking.id,
    practitionerId: booking.practitionerId,
    email: booking.patient.email,
    start: booking.start,
    signal,
  });
  return found?.status === 'active' ? found.eventId : null;
}

async function cancelEvent(
  deps: BookingDeps,
  booking: Booking,
  eventId: string,
  signal: AbortSignal,
): Promise<void> {
  const reason =
    booking.status === 'cancelled' ? 'Cancelled online by the patient' : 'Could not be confirmed in time';
  try {
    await deps.scheduler.cancel({ practitionerId: booking.practitionerId, eventId, reason, signal });
  } catch (error) {
    // Gone already is what we want.
    if (!(error instanceof UpstreamError && error.reason === 'not_found')) throw error;
  }
}

/** When the calendar could not be told for a day: a person does it. */
export async function cannotWithdraw(
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
