import type { ConsultationField } from '@botaniqal/shared/validation/consultation-details.ts';
import { consultationLimits } from '@botaniqal/shared/validation/consultation-details.ts';
import type { PatientFault, PatientField } from '@botaniqal/shared/validation/patient-details.ts';
import { patientLimits } from '@botaniqal/shared/validation/patient-details.ts';

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

/** The words of the form for the patient's details. An error says what to do, not what went wrong. */
export const detailsCopy = {
  heading: 'Your details',
  /** Collection notices, Australian Privacy Principle 5: which details we keep, who keeps them, and why. */
  form: {
    call: {
      send: 'Book this time',
      sending: 'Booking…',
      privacy: (clinic: string) =>
        `${clinic} uses these details to arrange your call and keeps them in your patient record. Our booking and records systems process them for us.`,
    },
    patient: {
      send: 'Continue to payment',
      sending: 'Holding your time…',
      privacy: (clinic: string) =>
        `${clinic} uses these details to find your patient record, to arrange your visit and to send your receipt. Our booking, payment and records systems process them for us.`,
    },
  },
  label: {
    patientName: 'Full name',
    email: 'Email',
    phone: 'Mobile',
    primaryConcern: 'What would you like help with?',
    firstName: 'First name',
    lastName: 'Last name',
    dateOfBirth: 'Date of birth',
  } satisfies Record<ConsultationField | PatientField, string>,
  hint: {
    email: 'We send the link for the video call there',
    phone: 'In case the video fails',
    primaryConcern: 'A few words are enough',
    dateOfBirth: 'For example 27 3 1980',
  } satisfies Partial<Record<ConsultationField | PatientField, string>>,
} as const;
