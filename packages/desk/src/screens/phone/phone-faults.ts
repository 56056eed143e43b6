import type { PhoneBookingSettings } from '@botaniqal/shared/contracts/phone-booking.ts';
import { centsOf } from '../../words/money.ts';
import { type PhoneDraft, visitOf } from './phone-draft.ts';

/** What the draft lacks, by the id of the field, in the order of the page. */
export type PhoneFaults = Partial<Record<string, string>>;

/** What is known of the patient without a word typed: from the triage session, or a booking. */
export interface KnownPatient {
  name: string | null;
  email: string | null;
  phone: string | null;
}

export function faultsOf(
  draft: PhoneDraft,
  settings: PhoneBookingSettings,
  known: KnownPatient | undefined,
): PhoneFaults {
  const visit = visitOf(draft, settings);
  const price = visit?.price.amountCents ?? 0;
  const typed = (name: 'firstName' | 'lastName' | 'email' | 'phone') => draft[name].trim() !== '';
  const cents = centsOf(draft.amount);
  const faults: [string, string | false][] = [
    ['firstName', !typed('firstName') && !known?.name && 'Enter the first name.'],
    ['lastName', !typed('lastName') && !known?.name && 'Enter the last name.'],
    ['email', !typed('email') && !known?.email && 'Enter the email.'],
    ['phone', !typed('phone') && !known?.phone && 'Enter the phone number.'],
    [
      'dateOfBirth',
      draft.relation !== '' && !draft.dateOfBirth && !known && 'Enter the patient’s date of birth.',
    ],
    [
      'contactName',
      draft.relation !== '' && draft.contactName.trim() === '' && 'Enter who calls for the patient.',
    ],
    ['consent', draft.relation !== '' && !draft.consent && 'Ask the caller, and tick the box.'],
    ['visit', !visit && 'Choose the visit.'],
    ['time', !draft.start && 'Choose a time.'],
    ['money', price > 0 && !draft.money && 'Choose how it is paid.'],
    ['method', price > 0 && draft.money === 'collected' && !draft.method && 'Choose how it was paid.'],
    [
      'amount',
      price > 0 &&
        draft.money === 'collected' &&
        draft.amount.trim() !== '' &&
        cents === undefined &&
        'Enter an amount in dollars, like 119.00.',
    ],
  ];
  return Object.fromEntries(faults.filter((one): one is [string, string] => one[1] !== false));
}
