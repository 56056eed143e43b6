import type { BookingPatient } from '../../bookings/index.ts';
import { type PersonToMatch, readPhone, splitName } from '../../patients/index.ts';

/**
 * The person that a booking is for, as patients are matched. The email address and the phone number of a contact person are
 * left out: by them a child would be taken for its parent.
 */
export function personInBooking(patient: BookingPatient): PersonToMatch {
  const { firstName, lastName, name, dateOfBirth, email, phone } = patient;
  const given = [firstName, lastName].filter((part) => part !== null && /[\p{L}\p{N}]/u.test(part));
  // A person with one name types a dot or a dash where the form asks for a second one.
  const isWhole = firstName !== null && lastName !== null && given.length === 2;
  const names = isWhole ? { firstName, lastName } : splitName(given[0] ?? name);
  if (patient.contactPerson) return { ...names, dateOfBirth, email: '', mobile: '' };
  return { ...names, dateOfBirth, email, mobile: readPhone(phone).digits };
}
