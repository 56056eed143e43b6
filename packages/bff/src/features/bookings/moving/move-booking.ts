import type { RescheduleRequest } from '@botaniqal/shared/contracts/rescheduling.ts';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Booking } from '../booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { timeTaken } from '../placing/alternatives.ts';
import type { MoveProgress } from './move-progress.ts';
import { runMove } from './run-move.ts';
import { isAt, startMove } from './start-move.ts';

/** What is said of the appointment after every refusal. */
const stands = ' Your appointment stays at the time that it has.';

/**
 * Moves a booking to another time, for its patient or for staff. The new time is booked in the calendar and stored
 * before the old event is cancelled there, so a failure at any point leaves exactly one appointment. The present time of
 * the booking is a success.
 * @returns the booking; while the calendar has given no certain answer, with its old time
 * @throws Problem slot_unavailable with `alternatives`, calendar_unavailable, and those of `startMove`
 */
export async function moveBooking(
  deps: BookingDeps,
  booking: Booking,
  wish: RescheduleRequest,
  by: ActingAs,
): Promise<Booking> {
  const to = {
    practitionerId: wish.practitionerId ?? booking.practitionerId,
    start: new Date(wish.start),
  };
  if (booking.status === 'confirmed' && isAt(booking, to)) return booking;
  const move = await startMove(deps, booking.id, to, by);
  if (!move) throw await timeTaken(deps, booking, [to.start], stands);
  deps.freeTimes.occupiedChanged();
  const progress = await runMove(deps, move.id, { onPage: true });
  return conclude(deps, booking, to.start, progress);
}

async function conclude(
  deps: BookingDeps,
  booking: Booking,
  start: Date,
  progress: MoveProgress,
): Promise<Booking> {
  switch (progress.kind) {
    case 'moved':
    case 'waiting':
      return mustLoadBooking(deps, deps.store.db, booking.id);
    case 'slot_lost':
      throw await timeTaken(deps, booking, [start], stands);
    case 'calendar_unavailable':
      throw new Problem(
        'calendar_unavailable',
        `We cannot reach the calendar just now.${stands} Try again in a moment, or call ${deps.clinic.clinic.phone}.`,
        { retryAfterSeconds: progress.retryAfterSeconds ?? 30 },
      );
    case 'overtaken':
      throw new Problem(
        'booking_not_reschedulable',
        'This booking has been changed since. Look at it again.',
      );
  }
}
