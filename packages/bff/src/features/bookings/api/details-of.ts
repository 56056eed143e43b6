import type { BookingDetails } from '@botaniqal/shared/contracts/rescheduling.ts';
import { Problem } from '../../../platform/problem.ts';
import { type Booking, contactPersonOf } from '../booking.ts';

/**
 * What the patient of a booking typed, to book again. A booking that was never confirmed proves nothing about its
 * email address, so its details are not shown.
 * @throws Problem not_found
 */
export function detailsOf({ confirmedAt, patient }: Booking): BookingDetails {
  if (confirmedAt === null) {
    throw new Problem('not_found', 'This booking was never confirmed, so there are no details to use again.');
  }
  const { name, firstName, lastName, email, phone, dateOfBirth, accessNeeds } = patient;
  const contactPerson = contactPersonOf(patient);
  return { name, firstName, lastName, email, phone, dateOfBirth, contactPerson, accessNeeds };
}
