import type { ConsultationRequest, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import type { ContactPersonRequest } from '@botaniqal/shared/contracts/contact-person.ts';
import { contactConsent } from '@botaniqal/shared/people/contact-person.ts';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import { oneLine } from '../../../platform/one-line.ts';
import type { BookingPatient, ContactPerson } from '../booking.ts';
import type { AcceptedRequest } from './accept-booking.ts';

/** Who sends a request to book, and the key under which the same request may be sent again. */
export interface BookingRequestContext extends ActingAs {
  idempotencyKeyHash: string | null;
  /** The client's network address, for the limits on strangers. */
  address?: string;
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
    dateOfBirth: request.dateOfBirth ?? null,
    email,
    phone,
    timeZone: timezone,
    primaryConcern,
    ...besidePatient(request),
  };
}

/** The patient of a visit that is paid online. */
export function payingPatient(request: PaidBookingRequest): BookingPatient {
  const { patient, timeZone } = request;
  const { dateOfBirth, email, phone } = patient;
  const firstName = oneLine(patient.firstName);
  const lastName = oneLine(patient.lastName);
  const name = `${firstName} ${lastName}`;
  return {
    name,
    firstName,
    lastName,
    dateOfBirth,
    email,
    phone,
    timeZone,
    primaryConcern: null,
    ...besidePatient(request),
  };
}

/** The contact person, the needs and the language of a request, as they are stored. */
function besidePatient({
  contactPerson,
  accessNeeds,
  language,
}: Pick<PaidBookingRequest, 'contactPerson' | 'accessNeeds' | 'language'>): Pick<
  BookingPatient,
  'contactPerson' | 'accessNeeds' | 'language'
> {
  return {
    contactPerson: contactPerson ? storedContactPerson(contactPerson) : null,
    accessNeeds: oneLine(accessNeeds ?? '') || null,
    ...(language ? { language } : {}),
  };
}

export function storedContactPerson({ name, relation }: ContactPersonRequest): ContactPerson {
  return { name: oneLine(name), relation, consent: contactConsent.version };
}
