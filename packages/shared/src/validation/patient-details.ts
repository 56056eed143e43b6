import { consultationLimits, type FieldFault } from './consultation-details.ts';
import { emailFault, isPhone, tidyEmail } from './contact.ts';
import { tidyCode, tidyName } from './typed-text.ts';

/** Who a paid visit is for, by the names that travel to the server (`patient.firstName` …). */
export const patientFields = ['firstName', 'lastName', 'email', 'phone', 'dateOfBirth'] as const;
export type PatientField = (typeof patientFields)[number];
export type PatientDetails = Readonly<Record<PatientField, string>>;

/** The most characters of each. Together the names fit where one name has to do. */
export const patientLimits: Readonly<Record<PatientField, number>> = {
  firstName: 59,
  lastName: 60,
  email: consultationLimits.email,
  phone: consultationLimits.phone,
  dateOfBirth: 10,
};

/** Every patient was born after this. */
export const earliestDateOfBirth = '1900-01-01';

/** Why a value does not hold. The words for it are the widget's business. */
export type PatientFault = FieldFault | 'future' | 'too_early';
export type PatientFaults = Readonly<Partial<Record<PatientField, PatientFault>>>;

/** One value in the form in which it is checked and sent. */
export function tidyPatient(field: PatientField, typed: string): string {
  if (field === 'email') return tidyEmail(typed);
  return (field === 'phone' || field === 'dateOfBirth' ? tidyCode : tidyName)(typed);
}

/** Whether it is a day that exists, `YYYY-MM-DD`. */
export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/**
 * Judges one value as it was typed, after the clean-up. `null`: it holds.
 * @param today the day on which the patient is typing, `YYYY-MM-DD` in their own zone
 */
export function patientFault(field: PatientField, typed: string, today: string): PatientFault | null {
  const value = tidyPatient(field, typed);
  if (value === '') return 'missing';
  if (value.length > patientLimits[field]) return field === 'dateOfBirth' ? 'malformed' : 'too_long';
  switch (field) {
    case 'email':
      return emailFault(value);
    case 'phone':
      return isPhone(value) ? null : 'malformed';
    case 'dateOfBirth':
      return dateOfBirthFault(value, today);
    default:
      return null;
  }
}

function dateOfBirthFault(value: string, today: string): PatientFault | null {
  if (!isDay(value)) return 'malformed';
  if (value > today) return 'future';
  return value < earliestDateOfBirth ? 'too_early' : null;
}

/** Every value that does not hold, in no order; empty when all do. */
export function patientFaults(details: PatientDetails, today: string): PatientFaults {
  const faults: Partial<Record<PatientField, PatientFault>> = {};
  for (const field of patientFields) {
    const fault = patientFault(field, details[field], today);
    if (fault) faults[field] = fault;
  }
  return faults;
}
