import type { Booking } from '../booking.ts';
import { isEnded } from '../booking-state.ts';
import { findByRequest } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';

/**
 * The booking of an earlier request with the same key: it is the answer to this one.
 * @returns `null` without such a booking, or when it has ended: then the request books anew
 */
export async function earlierBooking(
  deps: Pick<BookingDeps, 'store' | 'sealing'>,
  idempotencyKeyHash: string | null,
): Promise<Booking | null> {
  if (idempotencyKeyHash === null) return null;
  const earlier = await findByRequest(deps, idempotencyKeyHash);
  return earlier && !isEnded(earlier.status) ? earlier : null;
}
