import type { PatientRecord } from '../../ports/records/patient.ts';
import type { Person } from './person.ts';
import { fullNameKey, nameKey, onlyName, type PersonName } from './person-name.ts';

/** A person as they are looked for in the practice's records. The email address and mobile number are never `null`. */
export interface PersonToMatch extends PersonName, Pick<Person, 'dateOfBirth'> {
  /** Empty when it is not known. */
  email: string;
  /** Digits as `readPhone` gives them; empty when it is not known. */
  mobile: string;
}

export type Match =
  | { kind: 'certain'; patientId: string; by: 'birth_and_last_name' | 'email_and_full_name' }
  /** No record is certain, so a new one is created. `maybeSame` are records that a person should compare. */
  | { kind: 'new'; maybeSame: readonly string[] };

/**
 * Finds the record of a person. An email address or a mobile number alone does not identify a person, because
 * families share them. A match is certain only when
 * - date of birth and last name agree, or
 * - email address and full name agree, where no date of birth was asked,
 * with exactly one patient and without a contradiction (twins have the same birth date and last name, and another
 * first name).
 */
export function matchPatient(person: PersonToMatch, known: readonly PatientRecord[]): Match {
  const candidates = distinct(known);
  const by = person.dateOfBirth === null ? 'email_and_full_name' : 'birth_and_last_name';
  const agrees = person.dateOfBirth === null ? agreesByEmail : agreesByBirth;
  const certain = candidates.filter((patient) => agrees(person, patient) && !contradicts(person, patient));
  const [only] = certain;
  if (only && certain.length === 1) return { kind: 'certain', patientId: only.id, by };
  return {
    kind: 'new',
    maybeSame: candidates.filter((patient) => resembles(person, patient)).map((patient) => patient.id),
  };
}

function agreesByBirth(person: PersonToMatch, patient: PatientRecord): boolean {
  return (
    patient.dateOfBirth === person.dateOfBirth &&
    sameName(nameKey(person.lastName), nameKey(patient.lastName))
  );
}

function agreesByEmail(person: PersonToMatch, patient: PatientRecord): boolean {
  // A single name is not a full name: too many people share it.
  if (person.firstName === onlyName || !patient.firstName) return false;
  return sameEmail(person, patient) && sameName(fullNameKey(person), fullNameKey(patient));
}

function contradicts(person: PersonToMatch, patient: PatientRecord): boolean {
  const otherBirth =
    person.dateOfBirth !== null && patient.dateOfBirth !== null && person.dateOfBirth !== patient.dateOfBirth;
  // With a date of birth another mobile number is just a new number. Without one, it is the only difference between a
  // father and a son.
  const otherMobile =
    person.dateOfBirth === null && patient.mobile !== null && patient.mobile !== person.mobile;
  return otherBirth || otherMobile || otherFirstName(person, patient);
}

/** "Alex" and "Alexander", "Mary" and "Mary Anne" may be one person; "Tom" and "Tim" are not. */
function otherFirstName(person: PersonToMatch, patient: PatientRecord): boolean {
  if (!patient.firstName || patient.firstName === onlyName || person.firstName === onlyName) return false;
  const a = nameKey(person.firstName);
  const b = nameKey(patient.firstName);
  return !(a.startsWith(b) || b.startsWith(a));
}

/** Staff should compare the record: it shares the email address, the mobile number, or birth date and last name. */
function resembles(person: PersonToMatch, patient: PatientRecord): boolean {
  return (
    sameEmail(person, patient) ||
    (patient.mobile !== null && patient.mobile === person.mobile) ||
    (person.dateOfBirth !== null && agreesByBirth(person, patient))
  );
}

function sameEmail(person: PersonToMatch, patient: PatientRecord): boolean {
  return patient.email !== null && emailKey(patient.email) === emailKey(person.email);
}

/** Email addresses are compared without case: no mail provider in use tells them apart. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

function sameName(a: string, b: string): boolean {
  return a !== '' && a === b;
}

function distinct(known: readonly PatientRecord[]): PatientRecord[] {
  return [...new Map(known.map((patient) => [patient.id, patient])).values()];
}
