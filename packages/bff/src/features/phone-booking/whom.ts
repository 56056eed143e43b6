import type { PhoneBookingRequest } from '@botaniqal/shared/contracts/phone-booking.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import type { ActingAs } from '../../platform/audit/actor.ts';
import { oneLine } from '../../platform/one-line.ts';
import { Problem } from '../../platform/problem.ts';
import { refuseInvalid } from '../../platform/refuse-invalid.ts';
import {
  auditBooking,
  type Booking,
  type BookingPatient,
  loadBooking,
  storedContactPerson,
} from '../bookings/index.ts';
import type { SessionToBook } from '../forms/index.ts';
import { noContact } from '../patients/index.ts';
import type { PhoneBookingDeps } from './deps.ts';

/** What the practitioner reads where a patient who books online says what the call is about. */
const bookedByPhone = 'Booked by phone';

/**
 * Who a booking by phone is for: what the consultant typed, then what the patient's earlier booking says, then the triage
 * session.
 * @throws Problem invalid_request that names what is missing
 */
export function patientOf(
  { bookings: { clinic, clock } }: Pick<PhoneBookingDeps, 'bookings'>,
  request: Pick<PhoneBookingRequest, 'patient' | 'timeZone' | 'contactPerson' | 'accessNeeds'>,
  earlier: Booking | null,
  session: SessionToBook | null,
): BookingPatient {
  const { patient: typed = {}, timeZone } = request;
  const known = earlier?.patient ?? { ...noContact, ...session?.patient };
  const isTyped = typed.firstName !== undefined && typed.lastName !== undefined;
  const firstName = isTyped ? oneLine(typed.firstName ?? '') : (earlier?.patient.firstName ?? null);
  const lastName = isTyped ? oneLine(typed.lastName ?? '') : (earlier?.patient.lastName ?? null);
  const name = isTyped ? `${firstName} ${lastName}` : known.name;
  const email = typed.email ?? known.email;
  const phone = typed.phone ?? known.phone;
  const dateOfBirth = typed.dateOfBirth ?? earlier?.patient.dateOfBirth ?? null;
  const zone = timeZone ?? earlier?.patient.timeZone ?? clinic.clinic.timeZone;
  const fields: FieldProblem[] = [];
  const missing = (path: string) =>
    fields.push({ path, code: 'required', message: 'is not known: ask the patient' });
  if (name === null) {
    missing('patient.firstName');
    missing('patient.lastName');
  }
  const contactPerson = contactPersonOf(request, isTyped ? null : earlier);
  if (contactPerson && dateOfBirth === null) missing('patient.dateOfBirth');
  if (email === null) missing('patient.email');
  if (phone === null) missing('patient.phone');
  if (dateOfBirth !== null && dateOfBirth > dayOf(clock.now(), zone)) {
    fields.push({ path: 'patient.dateOfBirth', code: 'future', message: 'must not be in the future' });
  }
  refuseInvalid(fields);
  if (name === null || email === null || phone === null) throw new Error('A missing field was not refused.');
  // The calendar's question for a free call must have an answer.
  const primaryConcern = earlier?.patient.primaryConcern ?? bookedByPhone;
  const accessNeeds = oneLine(request.accessNeeds ?? earlier?.patient.accessNeeds ?? '') || null;
  return {
    name,
    firstName,
    lastName,
    email,
    phone,
    dateOfBirth,
    timeZone: zone,
    primaryConcern,
    contactPerson,
    accessNeeds,
  };
}

/** Who books for the patient: what staff typed, else who booked for the same patient before. */
function contactPersonOf(
  { contactPerson }: Pick<PhoneBookingRequest, 'contactPerson'>,
  earlier: Booking | null,
): BookingPatient['contactPerson'] {
  return contactPerson ? storedContactPerson(contactPerson) : (earlier?.patient.contactPerson ?? null);
}

/** The booking whose patient it is. The read is in the audit trail. @throws Problem invalid_request */
export async function earlierOf(
  { bookings: deps }: Pick<PhoneBookingDeps, 'bookings'>,
  bookingId: string,
  path: string,
  by: ActingAs,
): Promise<Booking> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  if (!booking) {
    const message = 'must be the id of a booking';
    throw new Problem('invalid_request', `The request is invalid: ${path} ${message}.`, {
      fields: [{ path, code: 'unknown', message }],
    });
  }
  const context = { ...by, now: deps.clock.now() };
  await deps.store.db.transaction((tx) => auditBooking(tx, booking.id, 'booking.details_read', context));
  return booking;
}
