import { z } from 'zod';

/**
 * The fields by which every feature describes a person. `null` means that the person was not asked or did not answer.
 * Features derive their own, narrower shapes from this one, so that a field has one name and one spelling.
 */
export const person = z.object({
  /** The whole name, as it was typed. */
  name: z.string().nullable(),
  /** First and last name where they were asked for separately. */
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  /** `YYYY-MM-DD`. */
  dateOfBirth: z.string().nullable(),
  email: z.string().nullable(),
  /** As typed; `readPhone` gives the digits. */
  phone: z.string().nullable(),
});
export type Person = z.infer<typeof person>;

/** How a person can be reached. */
export const contact = person.pick({ name: true, email: true, phone: true });
export type Contact = z.infer<typeof contact>;

export const noContact: Contact = { name: null, email: null, phone: null };

/** The contact fields alone of any shape that has them. */
export function contactOf({ name, email, phone }: Contact): Contact {
  return { name, email, phone };
}

/** Takes each field from the first contact that has it. */
export function mergeContacts(contacts: readonly Contact[]): Contact {
  const first = (field: keyof Contact) => contacts.find((one) => one[field] !== null)?.[field] ?? null;
  return { name: first('name'), email: first('email'), phone: first('phone') };
}
