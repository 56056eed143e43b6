import type { ContactRelation } from '@botaniqal/shared/people/contact-person.ts';
import type { CardFacts } from '../../../ports/records/patient-file.ts';

/** Every client sends 1. It probably means the home address (U). */
export const addressDefaults = { addressType: 1, addressLine3: null, countryCode: 'AU' } as const;

/** C. The forms' words on the left. */
export const relationshipCodes: Readonly<Record<string, number>> = {
  father: 1,
  mother: 2,
  husband: 3,
  wife: 4,
  son: 5,
  daughter: 6,
  brother: 7,
  sister: 8,
  friend: 9,
  other: 19,
  partner: 26,
};

/** C: as one live client sends them, without the next of kin, because our forms do not ask for one. */
export const contactDefaults = {
  contactMethod: 3,
  isEmergency: true,
  isNOK: false,
  isFamily: false,
  isHeadOfFamily: false,
} as const;

/**
 * U: that a record takes people who are neither its emergency contact nor its next of kin. One live client writes the
 * emergency contact alone. Where it is refused, the notes of the appointment name the contact person.
 */
export const relatedPersonDefaults = { ...contactDefaults, isEmergency: false } as const;

/**
 * C: 19 other, 26 partner. The codes tell father from mother and son from daughter, and bookings do not ask for that: the
 * notes have the relation in words.
 */
export const relatedPersonCodes: Readonly<Record<ContactRelation, number>> = {
  parent: 19,
  guardian: 19,
  partner: 26,
  child: 19,
  relative: 19,
  carer: 19,
  other: 19,
};

/** The field of each entitlement. The number, IRN, expiry and eprescribing C; the others U. */
export const cardFields = {
  medicareNumber: 'medicareNo',
  medicareIrn: 'medicareIRN',
  medicareExpiry: 'medicareExpiry',
  dvaNumber: 'dvaNo',
  dvaColour: 'dvaCardtype',
  concessionNumber: 'pensionCardno',
  concessionType: 'pensionCardtype',
  concessionExpiry: 'pensionCardExpiry',
  electronicPrescriptions: 'eprescribing',
} as const satisfies Record<keyof CardFacts, string>;

/** U: no document has the codes for the kinds of these cards. A person types them in. */
export const cardsWithoutCode = ['dvaColour', 'concessionType'] as const;

/** C: an upload as one live client makes it. Sender type 2 goes with the practice as its own sender. */
export const documentDefaults = { category: '1', senderType: '2' } as const;
