import { fullNameKey, nameKey, onlyName } from './person-name.ts';

/** Who a booking is for. */
export interface Person {
  firstName: string;
  lastName: string;
  /** `YYYY-MM-DD`; `null` where it was not asked. */
  dateOfBirth: string | null;
  email: string;
  /** Digits as `readPhone` gives them. */
  mobile: string;
}

/** A patient that the practice already has. */
export interface KnownPatient {
  id: string;
  firstName: string | null;
  lastName: string;
  dateOfBirth: string | null;
  email: string | null;
  mobile: string | null;
}

export type Match =
  | { kind: 'certain'; patientId: string; by: 'birth_and_last_name' | 'email_and_full_name' }
  /** Nobody is certain: make a new record. `maybeSame` are records that a person should compare. */
  | { kind: 'new'; maybeSame: readonly string[] };

/**
 * Which record is this person's? An e-mail or a mobile alone is not identity: families share them.
 * Certain is only
 * - date of birth and last name agree, or
 * - where no date of birth was asked, e-mail and full name agree,
 * with exactly one patient and with nothing that contradicts (twins: same birth and last name, another first name).
 */
export function matchPatient(person: Person, known: readonly KnownPatient[]): Match {
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

function agreesByBirth(person: Person, patient: KnownPatient): boolean {
  return (
    patient.dateOfBirth === person.dateOfBirth &&
    sameName(nameKey(person.lastName), nameKey(patient.lastName))
  );
}

function agreesByEmail(person: Person, patient: KnownPatient): boolean {
  // One name alone is no full name: too many share it.
  if (person.firstName === onlyName || !patient.firstName) return false;
  return sameEmail(person, patient) && sameName(fullNameKey(person), fullNameKey(patient));
}

function contradicts(person: Person, patient: KnownPatient): boolean {
  const otherBirth =
    person.dateOfBirth !== null && patient.dateOfBirth !== null && person.dateOfBirth !== patient.dateOfBirth;
  // With a date of birth a new mobile is just a new mobile; without one it is all that tells father from son.
  const otherMobile =
    person.dateOfBirth === null && patient.mobile !== null && patient.mobile !== person.mobile;
  return otherBirth || otherMobile || otherFirstName(person, patient);
}

/** "Alex" and "Alexander", "Mary" and "Mary Anne" may be one person; "Tom" and "Tim" are not. */
function otherFirstName(person: Person, patient: KnownPatient): boolean {
  if (!patient.firstName || patient.firstName === onlyName || person.firstName === onlyName) return false;
  const a = nameKey(person.firstName);
  const b = nameKey(patient.firstName);
  return !(a.startsWith(b) || b.startsWith(a));
}

/** Worth a person's look: shares the e-mail or the mobile, or birth and last name. */
function resembles(person: Person, patient: KnownPatient): boolean {
  return (
    sameEmail(person, patient) ||
    (patient.mobile !== null && patient.mobile === person.mobile) ||
    (person.dateOfBirth !== null && agreesByBirth(person, patient))
  );
}

function sameEmail(person: Person, patient: KnownPatient): boolean {
  return patient.email !== null && emailKey(patient.email) === emailKey(person.email);
}

/** E-mail addresses compare without case: no mail provider in use tells them apart. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

function sameName(a: string, b: string): boolean {
  return a !== '' && a === b;
}

function distinct(known: readonly KnownPatient[]): KnownPatient[] {
  return [...new Map(known.map((patient) => [patient.id, patient])).values()];
}
