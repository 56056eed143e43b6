import { system } from '../../../../platform/audit/actor.ts';
import type { JobRun } from '../../../../platform/jobs/job.ts';
import type { Transaction } from '../../../../platform/store/database.ts';
import { UpstreamError } from '../../../../platform/upstream-error.ts';
import { closeStaffTask, openStaffTask } from '../../../staff-tasks/index.ts';
import { audit } from '../../audit-booking.ts';
import { loadBooking, mustLoadBooking } from '../../booking-store.ts';
import { taskFactsOf } from '../../booking-task-facts.ts';
import type { BookingDeps } from '../../deps.ts';
import { findInCalendar } from '../../running/ask-calendar.ts';
import { calendarsAsked } from '../../running/calendar-attempts.ts';
import { refreshCalendar } from '../../running/refresh-calendar.ts';
import { schedulerOf } from '../../running/scheduler-of.ts';
import { releaseLeft } from '../../slots/moving-holds.ts';
import type { HoldingCalendar } from '../../tables.ts';
import { mustLoadMove } from '../move-store.ts';
import { eventsToCancel, findLeftEvent, leaveEvent, noteLeftEventCancelled } from './left-events.ts';

/** What the patient reads in the calendar's own email. */
const reason = 'Moved to another time';

/** Cancels an event that a booking has left, then releases its time and keeps it for the waitlist. */
export async function leaveCalendarEvent(
  deps: BookingDeps,
  run: Pick<JobRun<{ eventId: string }>, 'payload' | 'signal'>,
): Promise<void> {
  const left = await findLeftEvent(deps.store.db, run.payload.eventId);
  const booking = left && (await loadBooking(deps, deps.store.db, left.bookingId));
  if (!left || !booking || left.cancelledAt !== null) return;
  const { eventId, practitionerId, start } = left;
  await cancelUnlessGone(deps, left, run.signal);
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    if (!(await noteLeftEventCancelled(tx, eventId, now))) return;
    await releaseLeft(tx, { ...left, durationMinutes: booking.durationMinutes }, now);
    await deps.keepFreedSlot?.(tx, { ...booking, practitionerId, start });
    await audit(tx, booking.id, 'booking.calendar_event_cancelled', { ...system, now });
    await closeWhenClear(tx, deps, booking.id);
  });
  await refreshCalendar(deps, practitionerId);
}

/**
 * A move was given up while the calendar gave no answer: an appointment at its new time that is not the booking's own is
 * cancelled, and the time released.
 */
export async function clearMove(
  deps: BookingDeps,
  run: Pick<JobRun<{ moveId: string }>, 'payload' | 'signal'>,
): Promise<void> {
  const move = await mustLoadMove(deps.store.db, run.payload.moveId);
  const booking = await mustLoadBooking(deps, deps.store.db, move.bookingId);
  const { practitionerId, start } = move;
  const strays: { eventId: string; calendar: HoldingCalendar }[] = [];
  for (const calendar of await calendarsAsked(deps.store.db, booking.id)) {
    const found = await findInCalendar(deps, { ...booking, practitionerId, start, calendar }, run.signal);
    if (found === 'unreadable') throw new UpstreamError('calendar', 'unreachable');
    const isStray = found?.status === 'active' && found.eventId !== booking.calendarEventId;
    if (isStray) strays.push({ eventId: found.eventId, calendar });
  }
  for (const stray of strays) {
    await cancelUnlessGone(deps, { ...stray, practitionerId, start }, run.signal);
  }
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const left = { bookingId: booking.id, practitionerId, start };
    for (const stray of strays) await leaveEvent(tx, { ...left, ...stray }, now, now);
    await releaseLeft(tx, { ...left, durationMinutes: booking.durationMinutes }, now);
    await closeWhenClear(tx, deps, booking.id);
  });
  await refreshCalendar(deps, practitionerId);
}

/** Staff have nothing left to cancel once the calendar holds none of the events that the booking has left. */
async function closeWhenClear(
  tx: Transaction,
  deps: Pick<BookingDeps, 'clock'>,
  bookingId: string,
): Promise<void> {
  if ((await eventsToCancel(tx, bookingId)).length > 0) return;
  await closeStaffTask(tx, deps, { kind: 'old_event_not_cancelled', subject: bookingId });
}

async function cancelUnlessGone(
  deps: Pick<BookingDeps, 'clock' | 'scheduler' | 'failOver'>,
  event: { calendar: HoldingCalendar; practitionerId: string; eventId: string; start: Date },
  signal: AbortSignal,
): Promise<void> {
  const { practitionerId, eventId, start } = event;
  try {
    await schedulerOf(deps, event).cancel({ practitionerId, eventId, reason, signal });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    // An event that is gone is what we want. One that has begun cannot be cancelled any more, and blocks no time.
    const isPast = error.reason === 'rejected' && start <= deps.clock.now();
    if (error.reason !== 'not_found' && !isPast) throw error;
  }
}

/** After a day of tries: a person cancels the old event. The booking has its new time. */
export async function cannotLeaveCalendarEvent(
  deps: BookingDeps,
  run: Pick<JobRun<{ eventId: string }>, 'payload'>,
): Promise<void> {
  const left = await findLeftEvent(deps.store.db, run.payload.eventId);
  if (left) await askToCancelOldEvent(deps, left);
}

/** After a day of tries: a person looks whether the calendar has the time that was given up. */
export async function cannotClearMove(
  deps: BookingDeps,
  run: Pick<JobRun<{ moveId: string }>, 'payload'>,
): Promise<void> {
  await askToCancelOldEvent(deps, await mustLoadMove(deps.store.db, run.payload.moveId));
}

async function askToCancelOldEvent(
  deps: BookingDeps,
  { bookingId, practitionerId, start }: { bookingId: string; practitionerId: string; start: Date },
): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, bookingId);
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, {
      kind: 'old_event_not_cancelled',
      subject: bookingId,
      facts: taskFactsOf({ ...booking, practitionerId, start }),
    }),
  );
}
