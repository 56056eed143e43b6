import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { RescheduleRequest } from '@botaniqal/shared/contracts/rescheduling.ts';
import { type SendOptions, send } from '../client.ts';

/**
 * Moves an appointment to another time. The same key sent again moves it once.
 * @throws ApiProblem when it was refused: then the old appointment stands
 */
export function rescheduleBooking(
  origin: string,
  bookingId: string,
  request: RescheduleRequest,
  options: SendOptions & { token: string },
): Promise<BookingView> {
  return send(origin, endpoints.rescheduleBooking(bookingId), request, options);
}
