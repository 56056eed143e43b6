import type { CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
import { contactLimits } from '@botaniqal/shared/people/contact-limits.ts';
import { consultationLimits } from '@botaniqal/shared/validation/consultation-details.ts';
import { type PatientFault, patientLimits } from '@botaniqal/shared/validation/patient-details.ts';
import type { DetailsField } from '../../components/details-form/details.ts';
import type { AgeFault } from '../../components/details-form/forms.ts';
import { detailsCopy } from './details.ts';

/** The sentences for single faults of a field; `faultWords` finds them. */
type FaultWords = { readonly missing: string } & Readonly<Partial<Record<PatientFault, string>>>;

const faults: Partial<Record<DetailsField, FaultWords>> = {
  accessNeeds: { missing: `Shorten this to ${contactLimits.accessNeeds} characters` },
  patientName: {
    missing: 'Enter your full name',
    too_long: `Shorten your name to ${consultationLimits.patientName} characters`,
  },
  email: {
    missing: 'Enter your email address',
    too_long: `Enter an email address of at most ${consultationLimits.email} characters`,
    malformed: 'Enter an email address, like alex@example.com',
    accented: 'Enter an email address without accents before the @',
  },
  phone: {
    missing: 'Enter a mobile number that we can call',
    malformed: 'Enter a mobile number, like 0412 345 678',
  },
  primaryConcern: {
    missing: 'Write in a few words what you would like help with',
    too_long: `Shorten what you wrote to ${consultationLimits.primaryConcern} characters`,
  },
  firstName: {
    missing: 'Enter your first name',
    too_long: `Shorten your first name to ${patientLimits.firstName} characters`,
  },
  lastName: {
    missing: 'Enter your last name',
    too_long: `Shorten your last name to ${patientLimits.lastName} characters`,
  },
  dateOfBirth: {
    missing: 'Enter your date of birth',
    malformed: 'Enter your date of birth, like 27 3 1980',
    future: 'Enter a date of birth in the past',
    too_early: 'Enter a date of birth after 1900',
  },
};

/** What a sentence about the patient's age says. */
interface AgeFacts {
  readonly visit: Pick<CatalogueVisit, 'ages'> | null;
  readonly clinic: { readonly ageOfMajority: number } | null;
  readonly details: { readonly bookingFor: string };
}

/** The sentence that says what to do about a fault of a field. */
export function faultWords(field: DetailsField, fault: PatientFault | AgeFault, facts: AgeFacts): string {
  if (fault === 'too_young' || fault === 'too_old') return ageWords(fault, facts);
  const words = faults[field];
  return words?.[fault] ?? words?.malformed ?? words?.missing ?? detailsCopy.check;
}

function ageWords(fault: AgeFault, { visit, clinic, details }: AgeFacts): string {
  const { from = 0, to } = visit?.ages ?? {};
  if (fault === 'too_old') return `This visit is for people aged ${to} or younger`;
  const majority = details.bookingFor ? 0 : (clinic?.ageOfMajority ?? 0);
  return from < majority
    ? `A parent or legal guardian books for a patient under ${majority}`
    : `This visit is for people aged ${from} or older`;
}
