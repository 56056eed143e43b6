import { emailFault, tidyEmail } from '../../validation/contact.ts';
import type { EmailField, SignatureField, TextField } from '../definition.ts';
import { cleanLine, cleanText, fault, holds, type Kind, type PartFault, sentence } from './kind.ts';

/** Judges one piece of text; shared by every kind that has some. */
export function textFaults(
  answer: unknown,
  name: string,
  maxLength: number,
  part?: string,
): readonly PartFault[] {
  if (typeof answer !== 'string') return fault('malformed', `Enter ${name}`, part);
  if (answer.length <= maxLength) return holds;
  return fault('too_long', `${sentence(name)} must be ${maxLength} characters or less`, part);
}

/** Answer: a string. */
export const text: Kind<TextField> = {
  clean: (typed, field) => (field.kind === 'text' ? cleanLine(typed) : cleanText(typed)),
  check: (answer, field) => textFaults(answer, field.name, field.maxLength),
};

const longestEmail = 100;

/** Answer: a string. */
export const email: Kind<EmailField> = {
  clean: (typed) => (typeof typed === 'string' ? tidyEmail(typed) || undefined : cleanText(typed)),
  check(answer, field) {
    if (typeof answer === 'string' && answer.length > longestEmail) {
      return textFaults(answer, field.name, longestEmail);
    }
    const wrong = typeof answer === 'string' ? emailFault(answer) : 'malformed';
    if (!wrong) return holds;
    if (wrong === 'accented') {
      return fault('malformed', 'Enter an email address without accented letters before the @');
    }
    return fault('malformed', 'Enter an email address in the correct format, like name@example.com');
  },
};

/** Answer: the name that was typed, a string. The server adds when. */
export const signature: Kind<SignatureField> = {
  clean: cleanLine,
  check(answer, field) {
    if (typeof answer === 'string' && !/\p{L}/u.test(answer)) {
      return fault('malformed', `Enter ${field.name}, using letters`);
    }
    return textFaults(answer, field.name, 120);
  },
};
