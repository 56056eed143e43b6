import type {
  BookingView,
  PaidBookingHeld,
  PaidBookingRequest,
} from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { spoken } from '../../page/speak.ts';
import { read, readFile, type SendOptions, send } from '../client.ts';

/** One booking, as its manage token shows it. */
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

/** Holds a time of one practitioner until the patient has paid. The same key sent again holds it once. */
export function holdBooking(
  origin: string,
  request: PaidBookingRequest,
  options: SendOptions,
): Promise<PaidBookingHeld> {
  return send(origin, endpoints.bookings, { ...request, ...spoken }, options);
}

/** The acts that a booking's token allows. The server answers each with the changed booking. */
export const bookingActs = {
  /**
   * Cancels the booking and refunds what the policy allows. Refused with `booking_not_cancellable` when it is too late.
   */
  cancel: endpoints.cancelBooking,
  /** After the card was confirmed: the server books the time, captures the payment and answers with the state. */
  confirm: endpoints.confirmBooking,
  /** Extends the hold, once. Refused with `hold_not_extendable` after that. */
  extend: endpoints.extendHold,
  /** Releases the held time when the patient goes back before paying. */
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
