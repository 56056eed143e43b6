import { conditionHolds } from '../condition.ts';
import {
  type Condition,
  type Field,
  type FormDefinition,
  fieldsOf,
  type Test,
  testsOf,
} from '../definition.ts';

/** One way in which the questions that matter may have been answered. */
export type World = ReadonlyMap<string, unknown>;

/** More than this and a condition leans on too much to be understood, by the linter or by a person. */
const mostWorlds = 200_000;

export class TooManyWorlds extends Error {}

/**
 * Every way in which the answers that some conditions lean on can turn out, as far as the conditions can tell them
 * apart: one of each sort of options, each side of each threshold. Questions that are not shown
 * are not answered.
 */
export function worldsOf(form: FormDefinition, conditions: readonly Condition[]): World[] {
  const asked = [...fieldsOf(form)];
  const needed = leanOn(asked, conditions);
  const relevant = asked.filter(({ field }) => needed.has(field.id));
  const tests = relevant
    .flatMap(({ field, section }) => [field.showWhen, section.showWhen])
    .concat(conditions)
    .flatMap((condition) => (condition ? testsOf(condition).tests : []));

  let worlds: Map<string, unknown>[] = [new Map()];
  for (const { field, section } of relevant) {
    const values = answersTo(
      field,
      tests.filter((test) => test.field === field.id),
    );
    worlds = worlds.flatMap((world) => {
      const read = (id: string) => world.get(id);
      const shown = conditionHolds(section.showWhen, read) && conditionHolds(field.showWhen, read);
      return shown ? values.map((value) => new Map(world).set(field.id, value)) : [world];
    });
    if (worlds.length > mostWorlds) throw new TooManyWorlds(`${worlds.length} ways at "${field.id}"`);
  }
  return worlds;
}

/** The fields on which conditions lean, and on which the showing of those leans, and so on. */
function leanOn(
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
        throw new TooManyWorlds(`"${field.id}" has ${together.length} choices that matter`);
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

/** One option of each sort: those that the same tests name cannot be told apart. */
function distinguished(
  options: readonly { readonly value: string }[],
  tests: readonly Test[],
): readonly string[] {
  const sorts = new Map<string, string>();
  for (const { value } of options) {
    const sort = tests.map((test) => Number(names(test, value))).join('');
    if (!sorts.has(sort)) sorts.set(sort, value);
  }
  return [...sorts.values()];
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
