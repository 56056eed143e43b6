import { emailFault, isPhone, tidyEmail } from './contact.ts';
import { tidyCode, tidyName, tidyText } from './typed-text.ts';

/** What a patient types to book a free consultation, by the names that travel to the server. */
export const consultationFields = ['patientName', 'email', 'phone', 'primaryConcern'] as const;
export type ConsultationField = (typeof consultationFields)[number];
export type ConsultationDetails = Readonly<Record<ConsultationField, string>>;

/** The most characters of each. */
export const consultationLimits: Readonly<Record<ConsultationField, number>> = {
  patientName: 120,
  email: 100,
  phone: 40,
  primaryConcern: 2000,
};

/** Why a value does not hold. The words for it are the widget's business. */
export type FieldFault = 'missing' | 'too_long' | 'malformed' | 'accented';
export type ConsultationFaults = Readonly<Partial<Record<ConsultationField, FieldFault>>>;

/** Each value in the form in which it is checked and sent. */
const tidy: Readonly<Record<ConsultationField, (typed: string) => string>> = {
  patientName: tidyName,
  email: tidyEmail,
  phone: tidyCode,
  primaryConcern: tidyText,
};

/** Judges one value as it was typed, after the clean-up. `null`: it holds. */
export function consultationFault(field: ConsultationField, typed: string): FieldFault | null {
  const value = tidy[field](typed);
  if (value === '') return 'missing';
  if (value.length > consultationLimits[field]) return 'too_long';
  if (field === 'email') return emailFault(value);
  return field !== 'phone' || isPhone(value) ? null : 'malformed';
}

/** Every value that does not hold, in no order; empty when all do. */
export function consultationFaults(details: ConsultationDetails): ConsultationFaults {
  const faults: Partial<Record<ConsultationField, FieldFault>> = {};
  for (const field of consultationFields) {
    const fault = consultationFault(field, details[field]);
    if (fault) faults[field] = fault;
  }
  return faults;
}

/** The details as they are sent: cleaned of what no person sees. */
export function tidyDetails(details: ConsultationDetails): ConsultationDetails {
  return {
    patientName: tidy.patientName(details.patientName),
    email: tidy.email(details.email),
    phone: tidy.phone(details.phone),
    primaryConcern: tidy.primaryConcern(details.primaryConcern),
  };
}
