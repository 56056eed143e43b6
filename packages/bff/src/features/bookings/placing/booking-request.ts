import type { ConsultationRequest, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import { oneLine } from '../../../platform/one-line.ts';
import type { Booking, BookingPatient } from '../booking.ts';
import { isEnded } from '../booking-state.ts';
import { findByRequest } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import type { AcceptedRequest } from './accept-booking.ts';

/** Who sends a request to book, and the key under which the same request may be sent again. */
export interface BookingRequestContext extends ActingAs {
  idempotencyKeyHash: string | null;
  /** The client's network address, for the limits on strangers. */
  address?: string;
}

/**
 * The booking of an earlier request with the same key.
 * `repeated`: this booking is the answer. `keyForNew`: the key that a new booking stores; an ended booking keeps its key.
 */
export async function earlierBooking(
  deps: Pick<BookingDeps, 'store' | 'sealing'>,
  { idempotencyKeyHash }: BookingRequestContext,
): Promise<{ repeated: Booking | null; keyForNew: string | null }> {
  if (idempotencyKeyHash === null) return { repeated: null, keyForNew: null };
  const earlier = await findByRequest(deps, idempotencyKeyHash);
  if (!earlier) return { repeated: null, keyForNew: idempotencyKeyHash };
  return { repeated: isEnded(earlier.status) ? null : earlier, keyForNew: null };
}

export function acceptedRequest(
  request: Pick<ConsultationRequest | PaidBookingRequest, 'attribution' | 'triageSessionId'>,
  patient: BookingPatient,
  requestKeyHash: string | null,
): AcceptedRequest {
  const { attribution = null, triageSessionId = null } = request;
  return { patient, attribution, triageSessionId, requestKeyHash };
}

/** The patient of a free first call. Names go into mail headers and other systems, so they are one line. */
export function consultationPatient(request: ConsultationRequest): BookingPatient {
  const { email, phone, timezone, primaryConcern } = request;
  return {
    name: oneLine(request.patientName),
    firstName: null,
    lastName: null,
    dateOfBirth: null,
    email,
    phone,
    timeZone: timezone,
    primaryConcern,
  };
}

/** The patient of a visit that is paid online. */
export function payingPatient({ patient, timeZone }: PaidBookingRequest): BookingPatient {
  const { dateOfBirth, email, phone } = patient;
  const firstName = oneLine(patient.firstName);
  const lastName = oneLine(patient.lastName);
  const name = `${firstName} ${lastName}`;
  return { name, firstName, lastName, dateOfBirth, email, phone, timeZone, primaryConcern: null };
}
