import { emailFault, isPhone, tidyEmail } from '@botaniqal/shared/validation/contact.ts';
import { tidyCode, tidyName } from '@botaniqal/shared/validation/typed-text.ts';
import type { SignUp, SignUpField } from '../../../components/waitlist-form/sign-up.ts';

export type SignUpFault = 'missing' | 'malformed' | 'too_long' | 'accented';

/** Validates one value, after the clean-up. `null`: it is valid. */
export function signUpFault(field: SignUpField, entered: SignUp): SignUpFault | null {
  const clean = field === 'name' ? tidyName : field === 'email' ? tidyEmail : tidyCode;
  const value = clean(entered[field]);
  if (value === '') {
    const mayBeEmpty = field === 'postcode' || (field === 'phone' && entered.contactPreference === 'email');
    return mayBeEmpty ? null : 'missing';
  }
  if (field === 'name') return value.length > 120 ? 'too_long' : null;
  if (field === 'email') return value.length > 100 ? 'malformed' : emailFault(value);
  const holds =
    field === 'phone' ? value.length <= 40 && isPhone(value) : field !== 'postcode' || /^\d{4}$/.test(value);
  return holds ? null : 'malformed';
}
