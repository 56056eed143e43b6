import { isPhone } from '../../validation/contact.ts';
import type { PhoneField } from '../definition.ts';
import { cleanCode, fault, holds, type Kind } from './kind.ts';

/**
 * Australian numbers: two digits of area or mobile and eight more, or 13, 1300 and 1800 numbers (ACMA's
 * Telecommunications Numbering Plan). Ours are stored as digits beginning with 0 or 1, others as `+` and digits.
 */
const australian = /^(?:0[234578]\d{8}|13\d{4}|1[38]00\d{6})$/;
const australianMobile = /^0[45]\d{8}$/;

/** One shape for a number; what is none stays as it is. */
export function cleanPhone(typed: unknown): unknown {
  const answer = cleanCode(typed);
  // "+61 (0)4 …" is how many write the 0 that is dropped abroad.
  if (typeof answer !== 'string') return answer;
  const digits = answer.replace(/\(0\)/, '').replace(/[\s().-]/g, '');
  if (!isPhone(digits)) return answer;
  return digits.replace(/^(?:\+|00(?:11)?)61(?=\d{9}$)/, '0').replace(/^0011(?=\d{8,15}$)/, '+');
}

/** Whether it is a full Australian number, or one from abroad with its country code. */
export function isFullPhone(answer: unknown): answer is string {
  return typeof answer === 'string' && isPhone(answer) && (answer.startsWith('+') || australian.test(answer));
}

/** Answer: a string of digits, `0412345678`, or with `+` and the country for numbers from abroad. */
export const phone: Kind<PhoneField> = {
  clean: cleanPhone,
  check(answer, field) {
    if (field.type !== 'mobile') {
      if (isFullPhone(answer)) return holds;
      return fault('malformed', 'Enter a phone number with its area code, like 03 7010 4321 or 0412 345 678');
    }
    if (isFullPhone(answer) && (answer.startsWith('+') || australianMobile.test(answer))) return holds;
    return fault('malformed', 'Enter a mobile number, like 0412 345 678');
  },
};
