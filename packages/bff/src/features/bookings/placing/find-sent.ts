import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Booking } from '../booking.ts';
import { findByRequest } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';

/** The requests that make a booking. */
const paths = [endpoints.consultations, endpoints.bookings];

/**
 * Finds the booking of an earlier request by its key, when the page that sent it was reloaded before the answer came.
 * @throws Problem request_in_progress while there is no booking yet; not_found
 */
export async function findSent(
  deps: Pick<BookingDeps, 'store' | 'sealing' | 'idempotency'>,
  key: string,
): Promise<Booking> {
  for (const path of paths) {
    const work = await deps.idempotency.workOf(path, key);
    if (!work) continue;
    const booking = await findByRequest(deps, work.hash);
    if (booking) return booking;
    if (work.running) {
      throw new Problem('request_in_progress', 'This request is still being worked on.', {
        retryAfterSeconds: 2,
      });
    }
  }
  throw new Problem('not_found', 'No request with this key has made a booking.');
}
