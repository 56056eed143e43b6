import { type Answers, type Section, testsOf } from '@botaniqal/shared/forms/definition.ts';
import { type Step, stepsOf } from '@botaniqal/shared/forms/steps.ts';
import type { Rules } from './triage-journey.ts';

/** The position of a section: the number of sections before it, and the least and most that follow. */
export interface StepsAhead {
  readonly before: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Counts the steps. When one answer decides which section follows, it tries each answer: six sections of which exactly
 * one follows count as one step, not as "up to six".
 */
export function stepsAhead(rules: Rules, answers: Answers, section: string): StepsAhead {
  const steps = stepsOf(rules.form, answers, rules.at);
  const here = steps.findIndex((step) => step.section.id === section);
  const ahead = aheadOf(rules, answers, section, 3);
  return { before: Math.max(here, 0), ...ahead };
}

/** @param depth the number of deciding answers to try, each within the one before */
function aheadOf(
  rules: Rules,
  answers: Answers,
  section: string,
  depth: number,
): { least: number; most: number } {
  const steps = stepsOf(rules.form, answers, rules.at);
  const following = steps.slice(steps.findIndex((step) => step.section.id === section) + 1);
  const deciding = depth > 0 ? decidingAnswers(following, rules.form.sections, answers) : null;
  if (!deciding) {
    return { least: following.filter(({ certain }) => certain).length, most: following.length };
  }
  const tried = deciding.map((answer) => aheadOf(rules, { ...answers, ...answer }, section, depth - 1));
  return {
    least: Math.min(...tried.map(({ least }) => least)),
    most: Math.max(...tried.map(({ most }) => most)),
  };
}

/** All answers to the question that decides about the first undecided section; `null` when they cannot be listed. */
function decidingAnswers(
  following: readonly Step[],
  sections: readonly Section[],
  answers: Answers,
): readonly Answers[] | null {
  const waiting = following.find(({ certain }) => !certain)?.section.showWhen;
  if (!waiting) return null;
  const asked = testsOf(waiting).tests.map(({ field }) => field);
  const field = sections
    .flatMap(({ fields }) => fields)
    .find((each) => asked.includes(each.id) && answers[each.id] === undefined);
  if (field?.kind === 'yes_no') return [{ [field.id]: true }, { [field.id]: false }];
  return field?.kind === 'choice' ? field.options.map(({ value }) => ({ [field.id]: value })) : null;
}
