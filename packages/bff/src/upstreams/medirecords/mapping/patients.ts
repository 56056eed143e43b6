import type { PatientFacts, Unrecognised } from '../../../ports/records/patient-facts.ts';

/**
 * The placeholder for a fact that was not asked yet: the record needs one (dob and gender B, required), and the intake
 * form replaces it. A record with this date has no date of birth for us.
 */
export const placeholders = {
  dateOfBirth: '1900-01-01',
  /** 1 female, 2 male, 3 other are B; 4 unknown is C. */
  gender: 4,
  /** Nullable in one client's types (C), always sent. */
  titleCode: null,
  /** The given name of a person with one name: an Australian convention (AIHW METEOR), and what bookings send. */
  firstName: 'Onlyname',
} as const;

type Title = Exclude<PatientFacts['title'], Unrecognised | null>;

/** B. The codes of Dr, Prof and Mx contradict each other in two clients, so we ask the vendor's code list. */
export const documentedTitles: ReadonlyMap<Title, number> = new Map([
  ['mr', 315890000],
  ['mrs', 315890001],
  ['ms', 315890002],
  ['miss', 315890003],
]);

/** A title in the words of the vendor's list. */
export function titlesIn(words: string): Title[] {
  const plain = words.trim().toLowerCase().replace(/\.$/, '');
  return (['mr', 'mrs', 'ms', 'miss', 'mx', 'dr'] as const).filter((title) => title === plain);
}

/** B; 4, unknown, is the placeholder. */
export const genders: ReadonlyMap<Exclude<PatientFacts['gender'], Unrecognised | null>, number> = new Map([
  ['female', 1],
  ['male', 2],
  ['other', 3],
]);

/** National codes: likely, as the vendor's guide speaks of 1, 2 and 3 (U). */
export const indigenousStatuses = ['1', '2', '3', '4', '9'] as const;

/** U, all: as two live clients send them. */
export const patientDefaults = { patientStatusCode: 1, contactMethod: 1, usualDoctorId: null } as const;

/** Own choice of one live client, not proven of the server (C). */
export const patientLimits = { firstName: 40, lastName: 40, email: 100 } as const;
