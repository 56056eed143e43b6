import type { ContactRelation } from '@botaniqal/shared/people/contact-person.ts';
import type { ChangeOf, Unrecognised } from './patient-facts.ts';

export interface Address {
  /** 50 characters at most, as `line2`. */
  line1: string;
  line2: string | null;
  suburb: string;
  /** `VIC` */
  state: string;
  /** Four digits, as text. */
  postcode: string;
}

export interface AddressRecord extends Address {
  id: string;
  /** Another person may have changed it since it was made. */
  touched: boolean;
}

/** Medicare, veterans' and concession cards, and the consent to electronic prescriptions. */
export interface CardFacts {
  /** Ten digits. */
  medicareNumber: string | null;
  medicareIrn: string | null;
  /** `YYYY-MM`, as the other expiries. */
  medicareExpiry: string | null;
  dvaNumber: string | null;
  dvaColour: 'gold' | 'white' | 'orange' | Unrecognised | null;
  concessionNumber: string | null;
  concessionType: 'pension' | 'health_care' | 'seniors_health' | Unrecognised | null;
  concessionExpiry: string | null;
  electronicPrescriptions: boolean | null;
}
export type CardsChange = ChangeOf<CardFacts>;

export interface EmergencyContact {
  name: string;
  /** The relationship to the patient in the words of our forms; `null` when the record has another word. */
  relationship: string | null;
  /** Digits only. */
  phone: string | null;
}

/** A person who books for the patient and whom the practice writes to and calls. */
export interface RelatedPerson {
  name: string;
  /** What they are to the patient. */
  relation: ContactRelation;
  email: string;
  /** Digits only. */
  phone: string;
}
