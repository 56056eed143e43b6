import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { BookingDetails } from '@botaniqal/shared/contracts/rescheduling.ts';
import { read } from '../client.ts';

/**
 * What the patient typed for a booking, to book again.
 * @throws ApiProblem `not_found` when the booking was never confirmed, or its details are erased
 */
export function readBookingDetails(
  origin: string,
  bookingId: string,
  token: string,
): Promise<BookingDetails> {
  return read(origin, endpoints.bookingDetails(bookingId), { token });
}
