import type { RescheduleRequest } from '@botaniqal/shared/contracts/rescheduling.ts';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { refuseUnlessMovable } from './refuse-unless-movable.ts';

/** Moves a booking to another time. */
export async function moveBooking(
  deps: BookingDeps,
  booking: Booking,
  _wish: RescheduleRequest,
  _by: ActingAs,
): Promise<Booking> {
  refuseUnlessMovable(deps, booking, deps.clock.now());
  return booking;
}
