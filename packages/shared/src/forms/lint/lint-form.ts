import { conditionHolds } from '../condition.ts';
import { type Condition, type FormDefinition, fieldsOf } from '../definition.ts';
import { factMistakes } from './facts.ts';
import type { Mistake } from './mistake.ts';
import { possibleAnswersTo, TooManyCombinations } from './possible-answers.ts';
import { referenceMistakes } from './references.ts';
import { wordMistakes } from './words.ts';

/**
 * The mistakes of a form definition; none when every question and red flag can be reached, no condition always holds,
 * every condition reads only earlier questions, every fact can be filed, ids are unique, and texts fit and keep the
 * law.
 */
export function lintForm(form: FormDefinition): readonly Mistake[] {
  const references = referenceMistakes(form);
  return [
    ...references,
    ...factMistakes(form),
    ...wordMistakes(form),
    // Conditions that read missing fields cannot be evaluated.
    ...(references.length === 0 ? reachMistakes(form) : []),
  ];
}

function reachMistakes(form: FormDefinition): Mistake[] {
  const mistakes: Mistake[] = [];
  const judge = (where: string, outer: Condition | undefined, inner: Condition | undefined) => {
    const conditions = [outer, inner].filter((condition) => condition !== undefined);
    if (conditions.length === 0) return;
    try {
      const combinations = possibleAnswersTo(form, conditions);
      const open = combinations.filter((answers) => conditionHolds(outer, (id) => answers.get(id)));
      const shown = open.filter((answers) => conditionHolds(inner, (id) => answers.get(id)));
      if (shown.length === 0) {
        mistakes.push({
          code: 'unreachable',
          where,
          message: 'No answers lead here: its conditions contradict each other',
        });
      } else if (inner && shown.length === open.length) {
        mistakes.push({ code: 'idle_condition', where, message: 'Its condition always holds: leave it out' });
      }
    } catch (error) {
      if (!(error instanceof TooManyCombinations)) throw error;
      mistakes.push({
        code: 'too_complex',
        where,
        message: `Its conditions lean on too much: ${error.message}`,
      });
    }
  };
  for (const section of form.sections) judge(section.id, undefined, section.showWhen);
  for (const { field, section } of fieldsOf(form))
    if (field.showWhen) judge(field.id, section.showWhen, field.showWhen);
  for (const flag of form.redFlags) judge(flag.code, undefined, flag.when);
  return mistakes;
}
