import { conditionHolds } from '../condition.ts';
import {
  type Condition,
  type Field,
  type FormDefinition,
  fieldsOf,
  type Test,
  testsOf,
} from '../definition.ts';

/** One combination of answers that a patient may give to the questions that conditions read. */
export type PossibleAnswers = ReadonlyMap<string, unknown>;

/** A condition that needs more combinations is too complex, for the linter and for a person who reads it. */
const mostCombinations = 200_000;

export class TooManyCombinations extends Error {}

/**
 * Every combination of answers to the questions that these conditions read. Answers that no condition can tell apart
 * count as one: one option of each kind, one number on each side of each threshold. A question that is not shown
 * has no answer.
 */
export function possibleAnswersTo(form: FormDefinition, conditions: readonly Condition[]): PossibleAnswers[] {
  const asked = [...fieldsOf(form)];
  const needed = fieldsReadBy(asked, conditions);
  const relevant = asked.filter(({ field }) => needed.has(field.id));
  const tests = relevant
    .flatMap(({ field, section }) => [field.showWhen, section.showWhen])
    .concat(conditions)
    .flatMap((condition) => (condition ? testsOf(condition).tests : []));

  let combinations: Map<string, unknown>[] = [new Map()];
  for (const { field, section } of relevant) {
    const values = answersTo(
      field,
      tests.filter((test) => test.field === field.id),
    );
    combinations = combinations.flatMap((answers) => {
      const read = (id: string) => answers.get(id);
      const shown = conditionHolds(section.showWhen, read) && conditionHolds(field.showWhen, read);
      return shown ? values.map((value) => new Map(answers).set(field.id, value)) : [answers];
    });
    if (combinations.length > mostCombinations)
      throw new TooManyCombinations(`${combinations.length} ways at "${field.id}"`);
  }
  return combinations;
}

/** The fields that conditions read, and those that decide whether these fields are shown, and so on. */
function fieldsReadBy(
  asked: readonly { readonly field: Field; readonly section: { readonly showWhen?: Condition } }[],
  conditions: readonly Condition[],
): ReadonlySet<string> {
  const needed = new Set<string>();
  const pending = [...conditions];
  for (let condition = pending.pop(); condition; condition = pending.pop()) {
    for (const { field: id } of testsOf(condition).tests) {
      if (needed.has(id)) continue;
      needed.add(id);
      const found = asked.find(({ field }) => field.id === id);
      for (const next of [found?.field.showWhen, found?.section.showWhen]) if (next) pending.push(next);
    }
  }
  return needed;
}

function answersTo(field: Field, tests: readonly Test[]): readonly unknown[] {
  const unanswered = field.optional ? [undefined] : [];
  switch (field.kind) {
    case 'yes_no':
      return [true, false, ...unanswered];
    case 'choice':
      return [...distinguished(field.options, tests), ...unanswered];
    case 'choices': {
      const alone = field.options.filter((option) => option.exclusive).map((option) => option.value);
      const together = distinguished(
        field.options.filter((option) => !option.exclusive),
        tests,
      );
      if (together.length > 16)
        throw new TooManyCombinations(`"${field.id}" has ${together.length} choices that matter`);
      return [...subsets(together), ...alone.map((value) => [value]), ...unanswered];
    }
    case 'number':
    case 'scale': {
      const step = field.kind === 'number' ? 10 ** -(field.decimals ?? 0) : 1;
      const thresholds = tests.flatMap((test) =>
        'atLeast' in test ? [test.atLeast] : 'below' in test ? [test.below] : [],
      );
      const values = [field.min, field.max, ...thresholds.flatMap((value) => [value - step, value])];
      return [...new Set(values.filter((value) => value >= field.min && value <= field.max)), ...unanswered];
    }
    default:
      return ['answered', ...unanswered];
  }
}

/** One option of each kind: no test can tell the options of one kind apart. */
function distinguished(
  options: readonly { readonly value: string }[],
  tests: readonly Test[],
): readonly string[] {
  const kinds = new Map<string, string>();
  for (const { value } of options) {
    const kind = tests.map((test) => Number(names(test, value))).join('');
    if (!kinds.has(kind)) kinds.set(kind, value);
  }
  return [...kinds.values()];
}

function names(test: Test, value: string): boolean {
  if ('is' in test) return test.is === value;
  if ('isOneOf' in test) return test.isOneOf.includes(value);
  if ('includes' in test) return test.includes === value;
  return 'includesAnyOf' in test && test.includesAnyOf.includes(value);
}

/** Every way to tick at least one. */
function subsets(values: readonly string[]): string[][] {
  let all: string[][] = [[]];
  for (const value of values) all = all.concat(all.map((set) => set.concat(value)));
  return all.filter((set) => set.length > 0);
}
