/**
 * A contact person books for a patient: a parent for a child, a carer for an adult. The clinic writes to the contact
 * person and calls them. The health record is the patient's own.
 */

/** What the contact person is to the patient. */
export const contactRelations = [
  'parent',
  'guardian',
  'partner',
  'child',
  'relative',
  'carer',
  'other',
] as const;
export type ContactRelation = (typeof contactRelations)[number];

/** Who may book for a patient below the age of majority. */
export const guardianRelations: readonly ContactRelation[] = ['parent', 'guardian'];

/**
 * What a contact person agrees to. The page shows the text beside the box; the server stores the version with the
 * booking. A change of the words is a new version.
 */
export const contactConsent = {
  version: '2026-12-01',
  minor: 'I am a parent or legal guardian of this patient, and I agree to this visit.',
  adult: 'The patient knows of this visit and agrees that I book it, or I may decide for the patient.',
} as const;

/** The age of a person in whole years. Both days are `YYYY-MM-DD`. */
export function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  // A person who was born on 29 February is a year older on 1 March when the year has no such day.
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}
