import type { ContactPreference } from '@botaniqal/shared/contracts/waitlist.ts';
import type { SignUpField } from '../../components/waitlist-form/sign-up.ts';
import type { SignUpFault } from '../../elements/waitlist-signup/joining/sign-up-fault.ts';
import { needsMobileCopy } from './mobile.ts';

/**
 * The sentences for faults. `signUpFaultWords` chooses the sentence for a missing mobile number by the reason why it is
 * needed.
 */
const faults: Record<SignUpField, string> & Partial<Record<`${SignUpField}:${SignUpFault}`, string>> = {
  service: 'Choose which service you are waiting for',
  name: 'Enter your name',
  'name:too_long': 'Shorten your name to 120 characters',
  email: 'Enter an email address, like alex@example.com',
  'email:accented': 'Enter an email address without accents before the @',
  'email:missing': 'Enter your email address',
  phone: 'Enter a mobile number, like 0412 345 678',
  postcode: 'Enter a postcode of four digits, like 3000, or leave it empty',
  interestLevel: 'Choose how soon you would like to start',
  contactPreference: 'Choose how we reach you',
  consent: 'Tick the box if you agree. Without it we cannot keep your place',
};

export function signUpFaultWords(field: SignUpField, fault: SignUpFault, by: ContactPreference): string {
  if (field === 'phone' && fault === 'missing' && by !== 'email') return needsMobileCopy[by];
  return faults[`${field}:${fault}`] ?? faults[field];
}

/** The words for a sign-up that failed. */
export const notJoinedCopy = {
  heading: 'You are not on the list yet',
  kept: 'Everything you typed is still here.',
  refused: 'We could not add you just now. Wait a moment and send it again, or call us.',
} as const;
