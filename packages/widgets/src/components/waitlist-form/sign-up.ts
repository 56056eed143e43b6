import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { isEmail, isPhone } from '@botaniqal/shared/validation/contact.ts';

/** What is asked of somebody who joins a waitlist, under the names that travel to the server, in their order. */
export const signUpFields = [
  'service',
  'name',
  'email',
  'phone',
  'postcode',
  'interestLevel',
  'contactPreference',
  'consent',
] as const;
export type SignUpField = (typeof signUpFields)[number];

/** What was typed and chosen, exactly as typed; empty where nothing was. A ticked box is `yes`. */
export type SignUp = Readonly<Record<SignUpField, string>>;

export const nothingEntered: SignUp = {
  service: '',
  name: '',
  email: '',
  phone: '',
  postcode: '',
  interestLevel: '',
  contactPreference: 'email',
  consent: '',
};

export type SignUpFault = 'missing' | 'malformed' | 'too_long';

/** Judges one value; spaces around it do not count. `null`: it holds. */
export function signUpFault(field: SignUpField, entered: SignUp): SignUpFault | null {
  const value = entered[field].trim();
  if (value === '') {
    const mayBeEmpty = field === 'postcode' || (field === 'phone' && entered.contactPreference === 'email');
    return mayBeEmpty ? null : 'missing';
  }
  if (field === 'name') return value.length > 120 ? 'too_long' : null;
  const holds =
    field === 'email'
      ? value.length <= 100 && isEmail(value)
      : field === 'phone'
        ? value.length <= 40 && isPhone(value)
        : field !== 'postcode' || /^\d{4}$/.test(value);
  return holds ? null : 'malformed';
}

/** The service that the page or the person has named, where it is one of those that can be waited for. */
export interface Waited {
  readonly id: ServiceId;
  readonly name: string;
}
