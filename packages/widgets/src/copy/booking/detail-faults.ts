import {
  type ConsultationField,
  consultationLimits,
} from '@botaniqal/shared/validation/consultation-details.ts';
import {
  type PatientFault,
  type PatientField,
  patientLimits,
} from '@botaniqal/shared/validation/patient-details.ts';

/** The sentences for single faults of a field; `faultWords` finds them. */
type FaultWords = { readonly missing: string } & Readonly<Partial<Record<PatientFault, string>>>;

const faults: Record<ConsultationField | PatientField, FaultWords> = {
  patientName: {
    missing: 'Enter your full name',
    too_long: `Shorten your name to ${consultationLimits.patientName} characters`,
  },
  email: {
    missing: 'Enter your email address',
    too_long: `Enter an email address of at most ${consultationLimits.email} characters`,
    malformed: 'Enter an email address, like alex@example.com',
    accented: 'Enter an email address without accents before the @',
  },
  phone: {
    missing: 'Enter a mobile number that we can call',
    malformed: 'Enter a mobile number, like 0412 345 678',
  },
  primaryConcern: {
    missing: 'Write in a few words what you would like help with',
    too_long: `Shorten what you wrote to ${consultationLimits.primaryConcern} characters`,
  },
  firstName: {
    missing: 'Enter your first name',
    too_long: `Shorten your first name to ${patientLimits.firstName} characters`,
  },
  lastName: {
    missing: 'Enter your last name',
    too_long: `Shorten your last name to ${patientLimits.lastName} characters`,
  },
  dateOfBirth: {
    missing: 'Enter your date of birth',
    malformed: 'Enter your date of birth, like 27 3 1980',
    future: 'Enter a date of birth in the past',
    too_early: 'Enter a date of birth after 1900',
  },
};

/** The sentence that says what to do about a fault of a field. */
export function faultWords(field: ConsultationField | PatientField, fault: PatientFault): string {
  const words = faults[field];
  return words[fault] ?? words.malformed ?? words.missing;
}
