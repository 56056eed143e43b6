import { z } from 'zod';
import { contactLimits } from '../people/contact-limits.ts';
import { contactRelations } from '../people/contact-person.ts';
import { typedName, typedText } from './typed.ts';

/**
 * Who books for the patient. Left out: the patient books. With it, the name and the date of birth of the request are the
 * patient's, and email and phone are the contact person's: we write to them and call them. A patient below
 * `booking.ageOfMajority` of `clinic.yaml` needs a parent or guardian.
 */
export const contactPerson = z.object({
  name: typedName(contactLimits.name),
  /** What the contact person is to the patient. */
  relation: z.enum(contactRelations, { error: `must be one of ${contactRelations.join(', ')}` }),
  /** That the contact person may book for the patient: the words of `people/contact-person.ts`. */
  consent: z.literal(true, { error: 'must be true: a contact person confirms that they may book' }),
});
export type ContactPersonRequest = z.infer<typeof contactPerson>;

/** A contact person as answers name them. */
export const contactPersonShown = contactPerson.omit({ consent: true });

/** What the patient needs to take part: an interpreter and the language, captions, a support person. */
export const accessNeeds = typedText(contactLimits.accessNeeds);
