import { dayOf } from '@botaniqal/shared/time/zone.ts';
import {
  type ConsultationField,
  consultationFault,
  consultationFields,
} from '@botaniqal/shared/validation/consultation-details.ts';
import {
  type PatientFault,
  type PatientField,
  patientFault,
  patientFields,
} from '@botaniqal/shared/validation/patient-details.ts';
import { deviceZone } from '../../copy/dates.ts';
import type { TextField } from '../fields/text-field.ts';
import { type DetailsField, type FormKind, isoDay } from './details.ts';

export type Controls = Pick<TextField, 'type' | 'autocomplete' | 'inputMode' | 'rows'>;

/** The input type and autocomplete token of each field. A date of birth has three controls of its own. */
export const controls: Readonly<Record<Exclude<DetailsField, 'dateOfBirth'>, Controls>> = {
  patientName: { autocomplete: 'name' },
  firstName: { autocomplete: 'given-name' },
  lastName: { autocomplete: 'family-name' },
  email: { type: 'email', autocomplete: 'email', inputMode: 'email' },
  phone: { type: 'tel', autocomplete: 'tel', inputMode: 'tel' },
  primaryConcern: { autocomplete: 'off', rows: 4 },
};

/** The fault of a value; `null` when the value is valid. */
export function faultOf(kind: FormKind, field: DetailsField, typed: string): PatientFault | null {
  if (kind === 'call') {
    const name = consultationFields.find((each) => each === field) satisfies ConsultationField | undefined;
    return name ? consultationFault(name, typed) : null;
  }
  const name = patientFields.find((each) => each === field) satisfies PatientField | undefined;
  const value = field === 'dateOfBirth' ? isoDay(typed) : typed;
  return name ? patientFault(name, value, dayOf(new Date(), deviceZone())) : null;
}
