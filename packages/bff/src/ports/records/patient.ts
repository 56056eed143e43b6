import type { PatientChange } from './patient-facts.ts';

export interface PatientRecord {
  id: string;
  firstName: string | null;
  lastName: string;
  /** `YYYY-MM-DD`; `null` when the record has none or a placeholder. */
  dateOfBirth: string | null;
  email: string | null;
  /** Digits only, as `04…` where it is an Australian mobile. */
  mobile: string | null;
}

export interface NewPatient {
  firstName: string;
  lastName: string;
  /** `null`: not asked yet. The record gets a placeholder, and the intake form replaces it. */
  dateOfBirth: string | null;
  email: string;
  mobile: string;
  /** Facts from a form. A fact that is left out gets its placeholder. */
  facts?: PatientChange;
  /** A plain note on the record, for staff. */
  note?: string;
}
