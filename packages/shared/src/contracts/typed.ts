import { z } from 'zod';
import { consultationLimits } from '../validation/consultation-details.ts';
import { emailFault, emailPattern, isPhone, tidyEmail } from '../validation/contact.ts';
import { tidyCode, tidyName, tidyText } from '../validation/typed-text.ts';

/** The schemas of text that people type or paste. Each cleans it before it judges it: see `validation/typed-text.ts`. */

const filled = 'must not be empty';

/** A name, in one line. */
export function typedName(most: number) {
  return z.string().overwrite(tidyName).min(1, filled).max(most, `must have ${most} characters at most`);
}

/** Free text of several lines, which may be empty. */
export function typedText(most: number) {
  return z.string().overwrite(tidyText).max(most, `must have ${most} characters at most`);
}

/** Free text in which something must stand. */
export function filledText(most: number) {
  return typedText(most).min(1, filled);
}

/** A number, a date or a code. */
export function typedCode() {
  return z.string().overwrite(tidyCode);
}

/** See `isPhone`. */
export const phone = typedCode()
  .max(consultationLimits.phone)
  .refine(isPhone, { error: 'must be a phone number, like 0412 345 678' });

/** See `isEmail`. A domain with other letters than a to z is stored as DNS knows it (`xn--…`). */
export const email = z
  .string()
  .overwrite(tidyEmail)
  .max(consultationLimits.email)
  .refine((address) => emailFault(address) !== 'accented', {
    error: 'must have no accented letters in front of the @',
    abort: true,
  })
  .regex(emailPattern, { error: 'must be an email address, like alex@example.com' });
