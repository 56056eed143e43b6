import type { NumberField, ScaleField } from '../definition.ts';
import { cleanCode, fault, holds, type Kind, sentence } from './kind.ts';

/** A number, or the text of one; a comma may group thousands. */
function cleanNumber(typed: unknown): unknown {
  const answer = cleanCode(typed);
  if (typeof answer !== 'string') return answer;
  const plain = answer.replace(/(?<=\d)[ ,](?=\d{3}(?:\D|$))/g, '');
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : answer;
}

/** Answer: a number in the field's unit. */
export const number: Kind<NumberField> = {
  clean: cleanNumber,
  check(answer, field) {
    const name = sentence(field.name);
    const decimals = field.decimals ?? 0;
    if (typeof answer !== 'number' || !Number.isFinite(answer)) {
      return fault('malformed', `${name} must be a number in ${field.unit}`);
    }
    if (answer < field.min) return fault('too_low', `${name} must be ${field.min} ${field.unit} or more`);
    if (answer > field.max) return fault('too_high', `${name} must be ${field.max} ${field.unit} or less`);
    if (Number(answer.toFixed(decimals)) === answer) return holds;
    return fault(
      'malformed',
      decimals === 0
        ? `${name} must be a whole number`
        : `${name} must have ${decimals} digit${decimals === 1 ? '' : 's'} after the point, or fewer`,
    );
  },
};

/** Answer: a whole number from the scale. */
export const scale: Kind<ScaleField> = {
  clean: cleanNumber,
  check(answer, field) {
    const onScale = Number.isInteger(answer) && Number(answer) >= field.min && Number(answer) <= field.max;
    return onScale ? holds : fault('not_offered', `Select a number from ${field.min} to ${field.max}`);
  },
};
