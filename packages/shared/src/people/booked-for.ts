import type { ContactRelation } from './contact-person.ts';

/** What the patient is to the contact person. */
const patientIs: Readonly<Record<ContactRelation, string>> = {
  parent: 'child of',
  guardian: 'ward of',
  partner: 'partner of',
  child: 'parent of',
  relative: 'relative of',
  carer: 'cared for by',
  other: 'booked by',
};

/** What the contact person is, in lists and records. */
export const relationWords: Readonly<Record<ContactRelation, string>> = {
  parent: 'parent',
  guardian: 'legal guardian',
  partner: 'partner',
  child: 'son or daughter',
  relative: 'relative',
  carer: 'carer',
  other: 'contact person',
};

/** "Sam Sample (child of Alex Sample)", for staff; without a contact person the name alone. */
export function bookedForWords(
  patientName: string,
  contactPerson: { readonly name: string; readonly relation: ContactRelation } | null | undefined,
): string {
  return contactPerson
    ? `${patientName} (${patientIs[contactPerson.relation]} ${contactPerson.name})`
    : patientName;
}
