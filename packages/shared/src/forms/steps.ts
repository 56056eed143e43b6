import { passes } from './condition.ts';
import { type Answers, type Condition, type FormDefinition, type Section, testsOf } from './definition.ts';
import { readForm } from './engine.ts';
import type { Circumstances } from './kinds/kind.ts';

/** A section, and whether the patient will see it for certain or only after certain answers. */
export interface Step {
  readonly section: Section;
  readonly certain: boolean;
}

/**
 * The steps of a form that shows one section at a time: the sections that are shown, and those that later answers may
 * still show. The count of steps ahead ("3 to 5 more") stays true: a certain step never disappears and no unexpected
 * step appears, unless the patient changes an answer.
 */
export function stepsOf(form: FormDefinition, typed: Answers, at: Circumstances): readonly Step[] {
  const reading = readForm(form, typed, at);
  const shown = new Set(reading.sections.flatMap(({ fields }) => fields.map(({ id }) => id)));
  const open = new Set<string>();
  const truth: Truth = (condition) => judge(condition, reading.everything, open);
  return form.sections.flatMap((section): Step[] => {
    const onWay = truth(section.showWhen);
    if (onWay === false) return [];
    let certain = false;
    let possible = false;
    for (const field of section.fields) {
      const fieldOnWay = truth(field.showWhen);
      if (fieldOnWay === false || field.id in reading.everything) {
        // Answered, or already known.
        certain ||= shown.has(field.id);
        continue;
      }
      open.add(field.id);
      possible = true;
      certain ||= onWay === true && fieldOnWay === true;
    }
    return certain || possible ? [{ section, certain }] : [];
  });
}

/** `undefined`: not decided yet. */
type Truth = (condition: Condition | undefined) => boolean | undefined;

function judge(
  condition: Condition | undefined,
  answers: Answers,
  open: ReadonlySet<string>,
): boolean | undefined {
  if (!condition) return true;
  const { tests, every } = testsOf(condition);
  const results = tests.map((test) => (open.has(test.field) ? undefined : passes(test, answers[test.field])));
  if (results.includes(!every)) return !every;
  return results.includes(undefined) ? undefined : every;
}
