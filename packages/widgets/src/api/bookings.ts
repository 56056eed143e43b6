import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { read, readFile } from './client.ts';

/** One booking, as the person who holds its manage token may see it. */
export function readBooking(
  origin: string,
  bookingId: string,
  token: string,
  signal?: AbortSignal,
): Promise<BookingView> {
  return read(origin, endpoints.booking(bookingId), { token, signal });
}

/** The appointment as a calendar file. */
export function readCalendarFile(origin: string, bookingId: string, token: string): Promise<Blob> {
  return readFile(origin, endpoints.bookingCalendarFile(bookingId), { token });
}
