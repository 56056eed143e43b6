import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { matchesOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import { Problem } from '../../../platform/problem.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { Booking } from '../booking.ts';
import { loadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';

/**
 * The booking that a manage token opens. No token, a wrong one, one that has ended and a booking that does not exist get
 * the same answer, so that ids cannot be tried out. A token ends `links.bookingDays` after the appointment: until then a
 * patient may need the booking for a refund or a form, and an old email must not open it for ever.
 * @throws Problem unauthorized
 */
export async function openWithToken(
  deps: Pick<BookingDeps, 'store' | 'sealing' | 'clock' | 'clinic'>,
  bookingId: string,
  token: string | undefined,
): Promise<Booking> {
  const known = token && isUuid(bookingId) ? await loadBooking(deps, deps.store.db, bookingId) : null;
  if (!token || !known || !matchesOpaqueToken(token, known.manageTokenHash) || linkHasEnded(deps, known)) {
    throw new Problem(
      'unauthorized',
      'This link does not open a booking: use the newest one that we sent you.',
    );
  }
  return known;
}

function linkHasEnded({ clock, clinic }: Pick<BookingDeps, 'clock' | 'clinic'>, { end }: Booking): boolean {
  return clock.now().getTime() >= end.getTime() + clinic.links.bookingDays * dayMs;
}
