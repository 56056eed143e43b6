import { system } from '../../../platform/audit/actor.ts';
import type { JobRun } from '../../../platform/jobs/job.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { closeStaffTask, openStaffTask } from '../../staff-tasks/index.ts';
import { audit } from '../audit-booking.ts';
import type { Booking } from '../booking.ts';
import { isEnded } from '../booking-state.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { taskFactsOf } from '../booking-task-facts.ts';
import type { BookingDeps } from '../deps.ts';
import { calendarsAsked } from '../running/calendar-attempts.ts';
import { refreshCalendar } from '../running/refresh-calendar.ts';
import { schedulerOf } from '../running/scheduler-of.ts';
import { releaseSlot } from '../slots/slot-holds.ts';
import type { HoldingCalendar } from '../tables.ts';

type Payload = { bookingId: string };

/** Cancels the event of an ended booking in the practitioner's calendar, then releases its time. */
export async function cancelCalendarEvent(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload' | 'signal'>,
): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, run.payload.bookingId);
  if (!isEnded(booking.status)) return;
  const known = booking.calendarEventId !== null ? [eventOf(booking, booking.calendarEventId)] : null;
  const events = known ?? (await findEvents(deps, booking, run.signal));
  for (const event of events) await cancelEvent(deps, booking, event, run.signal);
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await releaseSlot(tx, booking.id, now);
    await closeStaffTask(tx, deps, { kind: 'calendar_not_cancelled', subject: booking.id });
    const stood = booking.status === 'cancelled' && booking.calendarEventId !== null;
    if (stood) {
      await deps.keepFreedSlot?.(tx, booking);
      await deps.events.emit(tx, 'booking.time_freed', { bookingId: booking.id });
    }
    if (events.length > 0)
      await audit(tx, booking.id, 'booking.calendar_event_cancelled', { ...system, now });
  });
  await refreshCalendar(deps, booking.practitionerId);
}

interface HeldEvent {
  calendar: HoldingCalendar;
  eventId: string;
}

function eventOf({ calendar }: Booking, eventId: string): HeldEvent {
  return { calendar, eventId };
}

/** A booking that failed without a certain answer may all the same be in a calendar that was asked. */
async function findEvents(
  deps: Pick<BookingDeps, 'scheduler' | 'failOver' | 'store'>,
  booking: Booking,
  signal: AbortSignal,
): Promise<HeldEvent[]> {
  const events: HeldEvent[] = [];
  for (const calendar of await calendarsAsked(deps.store.db, booking.id)) {
    const found = await schedulerOf(deps, { calendar }).find({
      bookingId: booking.id,
      practitionerId: booking.practitionerId,
      email: booking.patient.email,
      start: booking.start,
      signal,
    });
    if (found?.status === 'active') events.push({ calendar, eventId: found.eventId });
  }
  return events;
}

async function cancelEvent(
  deps: Pick<BookingDeps, 'scheduler' | 'failOver'>,
  booking: Booking,
  { calendar, eventId }: HeldEvent,
  signal: AbortSignal,
): Promise<void> {
  const reason =
    booking.status === 'cancelled' ? 'The appointment was cancelled' : 'Could not be confirmed in time';
  try {
    await schedulerOf(deps, { calendar }).cancel({
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
