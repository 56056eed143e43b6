import { type ActingAs, system } from '../../../platform/audit/actor.ts';
import type { ScheduledAppointment } from '../../../ports/calendar.ts';
import { audit } from '../audit-booking.ts';
import { lockBooking, mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { leaveCalendarEventJob } from '../jobs.ts';
import { finishAttempt, type OpenAttempt } from '../running/calendar-attempts.ts';
import { refreshCalendar } from '../running/refresh-calendar.ts';
import { keepMoveAsLeft, swapHolds } from '../slots/moving-holds.ts';
import { leaveEvent } from './leaving/left-events.ts';
import type { MoveProgress } from './move-progress.ts';
import { finishMove, type Move, mustLoadMove } from './move-store.ts';
import { takeNewTime } from './take-new-time.ts';

/**
 * The calendar has the new time: the booking takes it, in one transaction with the job that cancels the old event. When
 * the booking has ended meanwhile, the new event is the one that goes.
 */
export async function commitMove(
  deps: BookingDeps,
  move: Move,
  attempt: OpenAttempt,
  appointment: ScheduledAppointment,
): Promise<MoveProgress> {
  const state = await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await lockBooking(tx, move.bookingId);
    await finishAttempt(tx, attempt, 'booked', now);
    const booking = await mustLoadBooking(deps, tx, move.bookingId);
    const stands = booking.status === 'confirmed';
    const finished = await finishMove(tx, move.id, stands ? 'moved' : 'overtaken', now);
    if (!finished) return (await mustLoadMove(tx, move.id)).state;
    const { practitionerId, start } = move;
    if (!stands || booking.calendarEventId === null) {
      await keepMoveAsLeft(tx, booking.id);
      await leaveEvent(
        tx,
        {
          eventId: appointment.eventId,
          bookingId: booking.id,
          calendar: attempt.calendar,
          practitionerId,
          start,
        },
        now,
      );
      await deps.jobs.enqueue(tx, leaveCalendarEventJob, { eventId: appointment.eventId });
      await audit(tx, booking.id, 'booking.move_ended', { ...system, now });
      return 'overtaken' as const;
    }
    await swapHolds(tx, { ...booking, practitionerId, start }, now);
    await leaveEvent(
      tx,
      {
        eventId: booking.calendarEventId,
        bookingId: booking.id,
        calendar: booking.calendar,
        practitionerId: booking.practitionerId,
        start: booking.start,
      },
      now,
    );
    await deps.jobs.enqueue(tx, leaveCalendarEventJob, { eventId: booking.calendarEventId });
    const { eventId, inviteeId, joinUrl } = appointment;
    await takeNewTime(tx, deps, booking, {
      practitionerId,
      start,
      calendar: attempt.calendar,
      eventId,
      inviteeId,
      joinUrl,
      movedBy: move.askedBy,
      by: actorOf(move),
    });
    return 'moved' as const;
  });
  await refreshCalendar(deps, move.practitionerId);
  if (state === 'open') throw new Error('A move cannot open again.');
  return state === 'calendar_unavailable' ? { kind: state, retryAfterSeconds: null } : { kind: state };
}

/** The audit row of the start says which member of staff asked. */
function actorOf({ askedBy }: Move): ActingAs {
  return askedBy === 'patient' ? { actor: { kind: 'patient' } } : system;
}
