import { conditionHolds } from '../condition.ts';
import { type Condition, type FormDefinition, fieldsOf } from '../definition.ts';
import { factMistakes } from './facts.ts';
import type { Mistake } from './mistake.ts';
import { referenceMistakes } from './references.ts';
import { wordMistakes } from './words.ts';
import { TooManyWorlds, worldsOf } from './worlds.ts';

/**
 * Proves a definition, or says what is wrong with it: every question can be reached and no condition is idle, every
 * condition leans on questions that come before, every red flag can be raised, every fact can be filed, ids are
 * unique, texts fit and keep the law. Empty when all is well.
 */
export function lintForm(form: FormDefinition): readonly Mistake[] {
  const references = referenceMistakes(form);
  return [
    ...references,
    ...factMistakes(form),
    ...wordMistakes(form),
    // What leans on nothing cannot be reasoned about.
    ...(references.length === 0 ? reachMistakes(form) : []),
  ];
}

function reachMistakes(form: FormDefinition): Mistake[] {
  const mistakes: Mistake[] = [];
  const judge = (where: string, outer: Condition | undefined, inner: Condition | undefined) => {
    const conditions = [outer, inner].filter((condition) => condition !== undefined);
    if (conditions.length === 0) return;
    try {
      const worlds = worldsOf(form, conditions);
      const open = worlds.filter((world) => conditionHolds(outer, (id) => world.get(id)));
      const shown = open.filter((world) => conditionHolds(inner, (id) => world.get(id)));
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
      if (!(error instanceof TooManyWorlds)) throw error;
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
