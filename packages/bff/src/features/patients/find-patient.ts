import type { PatientRecord } from '../../ports/records/patient.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import { emailKey, type Match, matchPatient, type PersonToMatch } from './matching.ts';
import { fullNameKey, nameKey } from './person-name.ts';

/** The records that resemble a person, and the match among them. */
export interface Sighting {
  match: Match;
  /** Every record that shares contact or identity with the person. */
  resembling: readonly PatientRecord[];
}

/** Looks a person up: by contact, and by birth and last name where a date of birth was asked. */
export async function findPatient(
  records: Pick<PracticeRecords, 'findPatientsByContact' | 'findPatientsBornOn'>,
  person: PersonToMatch,
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
 * The record that an earlier try of ours created, whose answer was lost. It did not exist before, and holds exactly
 * what we would have written.
 * @param before ids of the records that resembled the person just before that try
 */
export function madeByUs(
  person: PersonToMatch,
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
