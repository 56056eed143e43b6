import type { PatientRecord, PracticeRecords } from '../../ports/records.ts';
import { emailKey, type Match, matchPatient, type Person } from './matching.ts';
import { fullNameKey, nameKey } from './person-name.ts';

/** What the practice knows of a person, and what follows from it. */
export interface Sighting {
  match: Match;
  /** Every record that shares contact or identity with the person. */
  resembling: readonly PatientRecord[];
}

/** Looks a person up: by contact, and by birth and last name where a date of birth was asked. */
export async function findPatient(
  records: PracticeRecords,
  person: Person,
  signal?: AbortSignal,
): Promise<Sighting> {
  const byContact = await records.findPatientsByContact(
    { email: person.email, mobile: person.mobile },
    signal,
  );
  const bornThen =
    person.dateOfBirth === null ? [] : await records.findPatientsBornOn(person.dateOfBirth, signal);
  const byIdentity = bornThen.filter((one) => nameKey(one.lastName) === nameKey(person.lastName));
  const resembling = [...new Map([...byContact, ...byIdentity].map((one) => [one.id, one])).values()];
  return { match: matchPatient(person, resembling), resembling };
}

/**
 * The record that an earlier try of ours made, whose answer was lost: it was not there before, and it says exactly
 * what we would have written.
 * @param before ids of the records that resembled the person just before that try
 */
export function madeByUs(
  person: Person,
  resembling: readonly PatientRecord[],
  before: readonly string[],
): PatientRecord | null {
  const made = resembling.filter(
    (one) =>
      !before.includes(one.id) &&
      fullNameKey(one) === fullNameKey(person) &&
      emailKey(one.email ?? '') === emailKey(person.email) &&
      (one.mobile ?? '') === person.mobile,
  );
  return made[0] ?? null;
}
