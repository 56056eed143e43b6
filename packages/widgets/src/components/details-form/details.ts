import {
  type ConsultationField,
  consultationFields,
} from '@botaniqal/shared/validation/consultation-details.ts';
import { type PatientField, patientFields } from '@botaniqal/shared/validation/patient-details.ts';

/** `call`: the questions for a free call; `patient`: those for a paid visit. */
export type FormKind = 'call' | 'patient';

/** What a patient may type on the way, under the names that travel to the server. */
export type DetailsField = ConsultationField | PatientField;

/**
 * What the patient has typed, exactly as typed; empty where nothing was. E-mail and phone are asked in both forms,
 * and typed once. A date of birth is `year-month-day` with each part as typed.
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
};

export const fieldsOf: Readonly<Record<FormKind, readonly DetailsField[]>> = {
  call: consultationFields,
  patient: ['firstName', 'lastName', 'dateOfBirth', 'phone', 'email'] satisfies PatientField[],
};

/** A day as typed into three fields, as the server takes it: `1980-3-27` becomes `1980-03-27`. */
export function isoDay(typed: string): string {
  const [year = '', month = '', day = ''] = typed.split('-').map((part) => part.trim());
  return typed === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Every field that the server judges, by its path in a request. */
export function fieldAt(path: string): DetailsField | null {
  const name = path.replace(/^patient\./, '');
  return (
    consultationFields.find((each) => each === name) ?? patientFields.find((each) => each === name) ?? null
  );
}
