import { isEmail } from '../../validation/contact.ts';
import type { EmailField, SignatureField, TextField } from '../definition.ts';
import { fault, holds, type Kind, type PartFault, sentence, trimmed } from './kind.ts';

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
  clean: (typed, field) => (field.kind === 'text' ? oneLine(typed) : trimmed(typed)),
  check: (answer, field) => textFaults(answer, field.name, field.maxLength),
};

const longestEmail = 100;

/** Answer: a string. */
export const email: Kind<EmailField> = {
  clean: trimmed,
  check(answer, field) {
    if (typeof answer === 'string' && answer.length > longestEmail) {
      return textFaults(answer, field.name, longestEmail);
    }
    if (typeof answer === 'string' && isEmail(answer)) return holds;
    return fault('malformed', 'Enter an e-mail address in the correct format, like name@example.com');
  },
};

/** Answer: the name that was typed, a string. The server adds when. */
export const signature: Kind<SignatureField> = {
  clean: oneLine,
  check(answer, field) {
    if (typeof answer === 'string' && !/\p{L}/u.test(answer)) {
      return fault('malformed', `Enter ${field.name}, using letters`);
    }
    return textFaults(answer, field.name, 120);
  },
};

/** What browsers do in a field of one line: names go into lists, tasks and headings. */
function oneLine(typed: unknown): unknown {
  const answer = trimmed(typed);
  return typeof answer === 'string' ? answer.replace(/\s*\n\s*/g, ' ') : answer;
}
