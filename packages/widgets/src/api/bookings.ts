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

/** Holds a time of one practitioner, to be paid. Send the same key again and it is held once. */
export function holdBooking(
  origin: string,
  request: PaidBookingRequest,
  options: SendOptions,
): Promise<PaidBookingHeld> {
  return send(origin, endpoints.bookings, request, options);
}

/** What the person who holds a booking's token may ask for; each is answered with the booking as it then stands. */
export const bookingActs = {
  /** Gives it up, and back what the policy says. Refused with `booking_not_cancellable` when it is too late. */
  cancel: endpoints.cancelBooking,
  /** After the card was confirmed: books, takes the money, and says how it stands. */
  confirm: endpoints.confirmBooking,
  /** Keeps the time for longer, once. Refused with `hold_not_extendable`. */
  extend: endpoints.extendHold,
  /** The patient goes back before paying: the time is free again. */
  release: endpoints.releaseBooking,
} as const;

/** @throws ApiProblem when it was refused */
export function actOnBooking(
  origin: string,
  act: keyof typeof bookingActs,
  bookingId: string,
  options: SendOptions & { token: string },
): Promise<BookingView> {
  return send(origin, bookingActs[act](bookingId), {}, options);
}
