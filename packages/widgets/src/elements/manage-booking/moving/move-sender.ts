import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import { ApiProblem, type ApiProblemCode, codeOf } from '../../../api/api-problem.ts';
import { readBooking } from '../../../api/bookings/bookings.ts';
import { rescheduleBooking } from '../../../api/bookings/rescheduling.ts';
import type { ManageLink } from '../../../page/links/manage-link.ts';
import { isSameTime } from '../same-time.ts';
import type { Attempt, MoveEvent, Target } from './move-state.ts';

/** Milliseconds. The server books the new time in the practitioner's calendar while the patient waits. */
const deadline = 30_000;
/** Milliseconds between two tries, and how often we ask while the server is working on the request. */
const pauseBetween = 2_000;
const mostTries = 15;

/** The answer of the server: the booking (moved, or with a move under way), or an event of the move. */
export type MoveAnswer = { readonly booking: BookingView } | MoveEvent;

/** Codes after which the server may have moved the appointment although its answer did not arrive. */
const outcomeUnknown: ReadonlySet<ApiProblemCode> = new Set<ApiProblemCode>([
  'network',
  'internal_error',
  'service_unavailable',
  'request_in_progress',
]);

/**
 * Sends one move. While the server works on it, or when its answer was lost, the same request is sent again with its
 * key, so that it moves the appointment once. Without an answer the booking is read: it says whether it has moved.
 */
export async function sendMove(
  origin: string,
  { bookingId, token }: ManageLink,
  { key, to }: Attempt,
): Promise<MoveAnswer> {
  const { start, practitionerId } = to;
  for (let tries = 1; ; tries++) {
    try {
      const request = { start, practitionerId };
      return { booking: await rescheduleBooking(origin, bookingId, request, { token, key, deadline }) };
    } catch (error) {
      const code = codeOf(error);
      if (error instanceof ApiProblem && code === 'slot_unavailable')
        return { type: 'taken', alternatives: error.alternatives };
      if (!outcomeUnknown.has(code)) return { type: 'refused', code };
      const goesOn = code === 'request_in_progress' ? tries < mostTries : code === 'network' && tries === 1;
      if (goesOn) {
        await new Promise((resolve) => setTimeout(resolve, pauseBetween));
        continue;
      }
      const booking = await readBooking(origin, bookingId, token).catch(() => null);
      return booking && hasMoved(booking, to) ? { booking } : { type: 'unanswered', code };
    }
  }
}

/** Whether a booking has this time, or is being moved to it. */
function hasMoved(booking: BookingView, to: Target): boolean {
  const { moving } = booking;
  return isSameTime(booking, to) || (moving !== null && isSameTime(moving, to));
}
