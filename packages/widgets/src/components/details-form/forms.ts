import type { CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
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

export type Controls = Partial<Pick<TextField, 'type' | 'autocomplete' | 'inputMode' | 'rows'>>;

/** The input type and autocomplete token of each field. A date of birth has three controls of its own. */
export const controls: Readonly<Partial<Record<DetailsField, Controls>>> = {
  patientName: { autocomplete: 'name' },
  firstName: { autocomplete: 'given-name' },
  lastName: { autocomplete: 'family-name' },
  email: { type: 'email', autocomplete: 'email', inputMode: 'email' },
  phone: { type: 'tel', autocomplete: 'tel', inputMode: 'tel' },
  dateOfBirth: { autocomplete: 'bday' },
  primaryConcern: { rows: 4 },
};

export type AgeFault = 'too_young' | 'too_old';

/**
 * Why a visit is not for a patient of this age. `null`: it is.
 * @param born a valid date of birth, as typed
 * @param day the day of the visit, `YYYY-MM-DD`
 * @param ageOfMajority of a patient who books alone; 0 for one with a contact person
 */
export function ageFaultOf(
  born: string,
  day: string,
  { from = 0, to = 999 }: NonNullable<CatalogueVisit['ages']> = {},
  ageOfMajority: number,
): AgeFault | null {
  const birthday = isoDay(born);
  const before = (years: number) => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
  if (birthday > before(Math.max(from, ageOfMajority))) return 'too_young';
  return birthday <= before(to + 1) ? 'too_old' : null;
}

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
