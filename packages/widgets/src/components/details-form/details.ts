import type { ContactRelation } from '@botaniqal/shared/people/contact-person.ts';
import {
  type ConsultationField,
  consultationFields,
} from '@botaniqal/shared/validation/consultation-details.ts';
import type { PatientField } from '@botaniqal/shared/validation/patient-details.ts';
import { tidyCode } from '@botaniqal/shared/validation/typed-text.ts';

/** `call`: the questions for a free call; `patient`: those for a paid visit. */
export type FormKind = 'call' | 'patient';

/**
 * The fields of a booking for somebody else. `bookingFor` is empty while the patient books, `child` or `other` when a contact person
 * does; `consent` is filled once its box is ticked.
 */
type ContactField = 'bookingFor' | 'contactName' | 'relation' | 'consent';
/** All details that a patient may type, under their names in the request. */
export type DetailsField = ConsultationField | PatientField | ContactField | 'accessNeeds';

/**
 * The details exactly as typed; empty where the patient typed nothing. Both forms ask for email and phone, and the
 * patient types them once. A date of birth is `year-month-day` with each part as typed.
 */
export type Details = Readonly<Record<DetailsField, string>>;

export const nothingTyped: Details = {
  patientName: '',
  email: '',
  phone: '',
  primaryConcern: '',
  firstName: '',
  lastName: '',
  dateOfBirth: '',
  bookingFor: '',
  contactName: '',
  relation: '',
  consent: '',
  accessNeeds: '',
};

export const fieldsOf: Readonly<Record<FormKind, readonly DetailsField[]>> = {
  call: ['bookingFor', ...consultationFields, 'accessNeeds'],
  patient: ['bookingFor', 'firstName', 'lastName', 'dateOfBirth', 'phone', 'email', 'accessNeeds'],
};

/** Converts a date from three fields to the format of the request: `1980-3-27` becomes `1980-03-27`. */
export function isoDay(typed: string): string {
  const [year = '', month = '', day = ''] = tidyCode(typed)
    .split('-')
    .map((part) => part.trim());
  return typed === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The form's field for each path in a request. */
export function fieldAt(path: string): DetailsField | null {
  const name = path.replace(/^(patient|contactPerson)\./, '');
  return Object.hasOwn(nothingTyped, name) ? (name as DetailsField) : null;
}

/** What a request says beside the patient: who books for them, and what they need to take part. */
export function besidePatient({ bookingFor, contactName, relation, accessNeeds }: Details) {
  return {
    accessNeeds: accessNeeds || undefined,
    ...(bookingFor && {
      contactPerson: { name: contactName, relation: relation as ContactRelation, consent: true as const },
    }),
  };
}
