import { isEmail, isPhone } from '@botaniqal/shared/validation/contact.ts';
import type { SignUp, SignUpField } from '../../../components/waitlist-form/sign-up.ts';

export type SignUpFault = 'missing' | 'malformed' | 'too_long';

/** Validates one value, without the spaces around it. `null`: it is valid. */
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
