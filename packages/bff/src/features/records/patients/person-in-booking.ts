import type { BookingPatient } from '../../bookings/index.ts';
import { type PersonToMatch, readPhone, splitName } from '../../patients/index.ts';

/** The person that a booking is for, as patients are matched. */
export function personInBooking(patient: BookingPatient): PersonToMatch {
  const { firstName, lastName, name, dateOfBirth, email, phone } = patient;
  const names = firstName !== null && lastName !== null ? { firstName, lastName } : splitName(name);
  return { ...names, dateOfBirth, email, mobile: readPhone(phone).digits };
}
