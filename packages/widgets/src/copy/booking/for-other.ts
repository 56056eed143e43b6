import type { ContactRelation } from '@botaniqal/shared/people/contact-person.ts';
import type { DetailsField } from '../../components/details-form/details.ts';

type Relations = readonly (readonly [value: ContactRelation | '', words: string])[];
type Words = Readonly<Partial<Record<DetailsField, string>>>;

const label: Words = {
  patientName: 'Patient’s full name',
  firstName: 'Patient’s first name',
  lastName: 'Patient’s last name',
  dateOfBirth: 'Patient’s date of birth',
  contactName: 'Your full name',
  relation: 'You are the patient’s',
  email: 'Your email',
  phone: 'Your mobile',
  primaryConcern: 'What would the patient like help with?',
};

const missing: Words = {
  patientName: 'Enter the patient’s full name',
  firstName: 'Enter the patient’s first name',
  lastName: 'Enter the patient’s last name',
  contactName: 'Enter your full name',
  relation: 'Choose what you are to the patient',
  consent: 'Tick the box to book for the patient',
  primaryConcern: 'Write in a few words what the patient would like help with',
};

const relations: Readonly<Record<'child' | 'other', Relations>> = {
  child: [
    ['parent', 'Parent'],
    ['guardian', 'Legal guardian'],
  ],
  other: [
    ['', 'Please choose'],
    ['partner', 'Partner'],
    ['child', 'Son or daughter'],
    ['relative', 'Other relative'],
    ['carer', 'Carer'],
    ['guardian', 'Legal guardian'],
    ['other', 'Someone else'],
  ],
};

/** The words of the form for the details of a booking for somebody else. */
export const otherCopy = {
  label,
  missing,
  relations,
  birth: {
    hint: 'For example 27 3 2018',
    missing: 'Enter the patient’s date of birth',
    wrong: 'Enter the patient’s date of birth, like 27 3 2018',
  },
  tooLong: 'Shorten your name to 120 characters',
  guardian: (ageOfMajority: number) =>
    `A parent or legal guardian books for a patient under ${ageOfMajority}`,
} as const;
