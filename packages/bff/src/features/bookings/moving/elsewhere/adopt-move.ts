import type { Actor } from '../../../../platform/audit/actor.ts';
import type { Transaction } from '../../../../platform/store/database.ts';
import { type CalendarTrail, type TrailStep, wasMoved } from '../../../../ports/calendar.ts';
import { closeStaffTask, openStaffTask } from '../../../staff-tasks/index.ts';
import type { Booking } from '../../booking.ts';
import { loadBooking, lockBooking, mustLoadBooking } from '../../booking-store.ts';
import { taskFactsOf } from '../../booking-task-facts.ts';
import { cancelledInCalendar, findByEvent } from '../../cancelling/cancelled-in-calendar.ts';
import type { BookingDeps } from '../../deps.ts';
import { refreshCalendar } from '../../running/refresh-calendar.ts';
import { schedulerOf } from '../../running/scheduler-of.ts';
import { takeTime } from '../../slots/moving-holds.ts';
import { lockPractitioners, releaseSlot } from '../../slots/slot-holds.ts';
import { leaveEvent } from '../leaving/left-events.ts';
import type { NewTime } from '../start-move.ts';
import { takeNewTime } from '../take-new-time.ts';
import { tellMovedElsewhere } from './moved-elsewhere.ts';

const calendar: Actor = { kind: 'vendor', vendor: 'calendar' };

/**
 * An appointment was moved on the calendar's own page. The booking follows it: same booking, same payment, new time,
 * perhaps a new practitioner. The calendar is read, so each half of the move is enough, in whichever order they come and
 * however late or often. A chain of moves is followed to its end.
 *
 * Does nothing when no confirmed booking has this event: an event that a booking has left ends here.
 */
export async function adoptMove(
  deps: BookingDeps,
  { eventId, signal }: { eventId: string; signal: AbortSignal },
): Promise<void> {
  const found = await findByEvent(deps, eventId);
  if (!found) return;
  const booking = await mustLoadBooking(deps, deps.store.db, found);
  const trail = await schedulerOf(deps, booking).trace({
    practitionerId: booking.practitionerId,
    eventId,
    signal,
  });
  if (!trail || !wasMoved(trail)) return;
  const last = trail.steps.at(-1) ?? trail.steps[0];
  if (last.eventId === booking.calendarEventId && !trail.awaitsNewTime) {
    // It was followed before.
    return last.status === 'cancelled' ? cancelledInCalendar(deps, { eventId, signal }) : undefined;
  }
  if (trail.awaitsNewTime) return tellMovedElsewhere(deps, booking.id, trail);
  // The new appointment was cancelled after that: this is a cancellation, by the one who cancelled last.
  if (last.status === 'cancelled') return cancelledInCalendar(deps, { eventId, signal });
  const to = newTimeOf(booking, last);
  if (!to) return tellMovedElsewhere(deps, booking.id, trail);
  await follow(deps, booking, trail, last, to);
}

/** The new time, when it is the same visit with a practitioner who gives it; `null`: a person must decide. */
function newTimeOf(booking: Booking, { start, visits }: TrailStep): NewTime | null {
  const same = visits.filter(({ service, visit }) => service === booking.service && visit === booking.visit);
  const given = same.find(({ practitionerId }) => practitionerId === booking.practitionerId) ?? same[0];
  return start && given ? { practitionerId: given.practitionerId, start } : null;
}

async function follow(
  deps: BookingDeps,
  read: Booking,
  { steps }: CalendarTrail,
  last: TrailStep,
  to: NewTime,
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await lockBooking(tx, read.id);
    const booking = await mustLoadBooking(deps, tx, read.id);
    // Another process was first: with this move, with one of ours, or with a cancellation.
    if (booking.status !== 'confirmed' || booking.calendarEventId !== read.calendarEventId) return;
    for (const { eventId, start, practitionerId } of steps.slice(0, -1)) {
      await leaveEvent(
        tx,
        {
          eventId,
          bookingId: booking.id,
          // Only the scheduling service has a page on which a patient can move.
          calendar: 'scheduling',
          practitionerId: practitionerId ?? booking.practitionerId,
          start: start ?? booking.start,
        },
        now,
        now,
      );
    }
    await moveHold(tx, deps, booking, to, now);
    const { inviteeId, joinUrl, eventId } = last;
    const left = steps.find((step) => step.eventId === booking.calendarEventId);
    await takeNewTime(tx, deps, booking, {
      ...to,
      calendar: 'scheduling',
      eventId,
      inviteeId,
      joinUrl,
      movedBy: 'calendar',
      wantedByPatient: left?.cancelled?.by !== 'clinic',
      by: { actor: calendar },
    });
    await closeStaffTask(tx, deps, { kind: 'moved_in_calendar', subject: booking.id });
  });
  await refreshCalendar(deps, read.practitionerId);
  await refreshCalendar(deps, to.practitionerId);
  deps.freeTimes.occupiedChanged();
}

/** The old time is free at once, because its event is cancelled. The new one is ours: the calendar has given it. */
async function moveHold(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  to: NewTime,
  now: Date,
): Promise<void> {
  await lockPractitioners(tx, [booking.practitionerId, to.practitionerId]);
  await releaseSlot(tx, booking.id, now);
  const otherId = await takeTime(tx, { ...booking, ...to }, now);
  await deps.keepFreedSlot?.(tx, booking);
  if (otherId === null) return;
  const other = await loadBooking(deps, tx, otherId);
  await openStaffTask(tx, deps, {
    kind: 'moved_onto_taken_time',
    subject: booking.id,
    facts: taskFactsOf({ ...booking, ...to }, `The other booking is ${other?.confirmationNumber ?? otherId}`),
  });
}
