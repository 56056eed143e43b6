import type {
  BookingView,
  PaidBookingHeld,
  PaidBookingRequest,
} from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { read, readFile, type SendOptions, send } from './client.ts';

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

/** Gives the booking up, and back what the policy says. @throws ApiProblem booking_not_cancellable when it is too late */
export function cancelBooking(
  origin: string,
  bookingId: string,
  options: SendOptions & { token: string },
): Promise<BookingView> {
  return send(origin, endpoints.cancelBooking(bookingId), {}, options);
}

/** Holds a time of one practitioner, to be paid. Send the same key again and it is held once. */
export function holdBooking(
  origin: string,
  request: PaidBookingRequest,
  options: SendOptions,
): Promise<PaidBookingHeld> {
  return send(origin, endpoints.bookings, request, options);
}

/** After the card was confirmed: books, takes the money, and says how it stands. */
export function confirmBooking(
  origin: string,
  bookingId: string,
  options: SendOptions & { token: string },
): Promise<BookingView> {
  return send(origin, endpoints.confirmBooking(bookingId), {}, options);
}

/** Asks to keep the time for longer; granted once. @throws ApiProblem hold_not_extendable */
export function extendHold(
  origin: string,
  bookingId: string,
  options: SendOptions & { token: string },
): Promise<BookingView> {
  return send(origin, endpoints.extendHold(bookingId), {}, options);
}

/** The patient goes back before paying: the time is free again. */
export function releaseBooking(
  origin: string,
  bookingId: string,
  options: SendOptions & { token: string },
): Promise<BookingView> {
  return send(origin, endpoints.releaseBooking(bookingId), {}, options);
}
