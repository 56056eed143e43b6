import type { ChoiceField, ChoicesField, ConsentField, YesNoField } from '../definition.ts';
import { cleanText, fault, holds, isRecord, type Kind } from './kind.ts';

/** Answer: the value of one option. */
export const choice: Kind<ChoiceField> = {
  clean: cleanText,
  check: (answer, field) =>
    field.options.some((option) => option.value === answer)
      ? holds
      : fault('not_offered', `Select ${field.name}`),
};

/** Answer: the values of the options that were ticked, in the order in which they are offered. */
export const choices: Kind<ChoicesField> = {
  clean(typed, field) {
    const answer = cleanText(typed);
    if (answer === undefined) return undefined;
    const ticked: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
    const offered = field.options.map((option) => option.value);
    const strange = ticked.filter((value) => typeof value !== 'string' || !offered.includes(value));
    const kept = [...offered.filter((value) => ticked.includes(value)), ...strange];
    return kept.length > 0 ? kept : undefined;
  },
  check(answer, field) {
    const ticked: readonly unknown[] = Array.isArray(answer) ? answer : [];
    const found = field.options.filter((option) => ticked.includes(option.value));
    if (found.length !== ticked.length || found.length === 0)
      return fault('not_offered', `Select ${field.name}`);
    const alone = found.find((option) => option.exclusive);
    if (!alone || found.length === 1) return holds;
    return fault('exclusive', `Select ${field.name}, or select “${alone.label}”`);
  },
};

/** Answer: `true` or `false`. The words yes and no are taken as well. */
export const yesNo: Kind<YesNoField> = {
  clean(typed) {
    const answer = cleanText(typed);
    if (answer === 'yes' || answer === 'true') return true;
    if (answer === 'no' || answer === 'false') return false;
    return answer;
  },
  check: (answer, field) =>
    typeof answer === 'boolean' ? holds : fault('not_offered', `Select yes if ${field.name}`),
};

/**
 * Answer: `{ agreed: true, version }`; not agreeing is no answer. `true` alone agrees to the text as it stands now.
 * A box that was ticked under an older text has to be ticked again.
 */
export const consent: Kind<ConsentField> = {
  clean(typed, field) {
    if (typed === true || typed === 'true' || typed === 'yes')
      return { agreed: true, version: field.version };
    if (isRecord(typed) && typed.agreed !== true) return undefined;
    return typed === false || typed === 'false' || typed === 'no' ? undefined : cleanText(typed);
  },
  check(answer, field) {
    if (!isRecord(answer) || answer.agreed !== true) return fault('malformed', `Confirm that ${field.name}`);
    if (answer.version === field.version) return holds;
    return fault(
      'outdated',
      'This text has changed since you agreed to it. Read it again, and confirm it again',
    );
  },
};
