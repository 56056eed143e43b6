import { isEmail, isPhone } from './contact.ts';

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
export type FieldFault = 'missing' | 'too_long' | 'malformed';
export type ConsultationFaults = Readonly<Partial<Record<ConsultationField, FieldFault>>>;

const shape: Partial<Record<ConsultationField, (value: string) => boolean>> = {
  email: isEmail,
  phone: isPhone,
};

/** Judges one value as it was typed; spaces around it do not count. `null`: it holds. */
export function consultationFault(field: ConsultationField, typed: string): FieldFault | null {
  const value = typed.trim();
  if (value === '') return 'missing';
  if (value.length > consultationLimits[field]) return 'too_long';
  return shape[field]?.(value) === false ? 'malformed' : null;
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

/** The details without the spaces around them, as they are sent. */
export function trimmed(details: ConsultationDetails): ConsultationDetails {
  return {
    patientName: details.patientName.trim(),
    email: details.email.trim(),
    phone: details.phone.trim(),
    primaryConcern: details.primaryConcern.trim(),
  };
}
