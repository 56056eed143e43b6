import { matchesOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import { Problem } from '../../../platform/problem.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { Booking } from '../booking.ts';
import { loadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';

/**
 * The booking that a manage token opens. No token, a wrong one, and a booking that does not exist are one answer:
 * ids are not to be tried out.
 * @throws Problem unauthorized
 */
export async function openWithToken(
  deps: Pick<BookingDeps, 'store' | 'sealing'>,
  bookingId: string,
  token: string | undefined,
): Promise<Booking> {
  const known = token && isUuid(bookingId) ? await loadBooking(deps, deps.store.db, bookingId) : null;
  if (!token || !known || !matchesOpaqueToken(token, known.manageTokenHash)) {
    throw new Problem(
      'unauthorized',
      'This link does not open a booking: use the newest one that we sent you.',
    );
  }
  return known;
}
