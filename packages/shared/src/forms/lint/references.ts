import {
  type Condition,
  type Field,
  type FormDefinition,
  fieldsOf,
  type Test,
  testsOf,
} from '../definition.ts';
import type { Mistake } from './mistake.ts';

/** Ids that are not unique, and conditions over what does not exist, comes later or cannot be answered. */
export function referenceMistakes(form: FormDefinition): Mistake[] {
  const mistakes: Mistake[] = [];
  unique(
    'field',
    [...fieldsOf(form)].map(({ field }) => field.id),
    mistakes,
  );
  unique(
    'section',
    form.sections.map((section) => section.id),
    mistakes,
  );
  unique(
    'red flag',
    form.redFlags.map((flag) => flag.code),
    mistakes,
  );
  for (const { field } of fieldsOf(form)) {
    if (/^[a-z][A-Za-z0-9]*$/.test(field.id)) continue;
    mistakes.push({ code: 'id_shape', where: field.id, message: 'A field is named in camelCase' });
  }

  const all = new Map([...fieldsOf(form)].map(({ field }) => [field.id, field]));
  const met = new Map<string, Field>();
  for (const section of form.sections) {
    judge(section.id, section.showWhen, met, all, mistakes);
    for (const field of section.fields) {
      judge(field.id, field.showWhen, met, all, mistakes);
      met.set(field.id, field);
    }
  }
  for (const flag of form.redFlags) judge(flag.code, flag.when, all, all, mistakes);
  return mistakes;
}

function unique(what: string, ids: readonly string[], mistakes: Mistake[]): void {
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) {
    mistakes.push({ code: 'id_repeated', where: id, message: `There is more than one ${what} of this id` });
  }
}

function judge(
  where: string,
  condition: Condition | undefined,
  met: ReadonlyMap<string, Field>,
  all: ReadonlyMap<string, Field>,
  mistakes: Mistake[],
): void {
  if (!condition) return;
  const { tests } = testsOf(condition);
  if (tests.length === 0) mistakes.push({ code: 'empty', where, message: 'Its condition has no test' });
  for (const test of tests) {
    const field = met.get(test.field);
    if (field) {
      const message = misfit(test, field);
      if (message) mistakes.push({ ...message, where });
    } else if (all.has(test.field)) {
      const message = `It depends on "${test.field}", which comes later`;
      mistakes.push({ code: 'field_comes_later', where, message });
    } else {
      const message = `It depends on "${test.field}", which does not exist`;
      mistakes.push({ code: 'no_such_field', where, message });
    }
  }
}

/** Kinds whose answer is an object. A test could only ask whether they were answered, and no form needs that. */
const compound = ['address', 'medicare', 'dva', 'concession', 'contact', 'rows'];

function misfit(test: Test, field: Field): Omit<Mistake, 'where'> | undefined {
  const unfit = {
    code: 'test_does_not_fit',
    message: `Its test does not fit "${field.id}" (${field.kind})`,
  } as const;
  if ('answered' in test) return compound.includes(field.kind) ? unfit : undefined;
  if ('atLeast' in test || 'below' in test) {
    if (field.kind !== 'number' && field.kind !== 'scale') return unfit;
    const limit = 'atLeast' in test ? test.atLeast : test.below;
    if (limit > field.min && limit <= field.max) return undefined;
    return { code: 'not_offered', message: `"${field.id}" is never on both sides of ${limit}` };
  }
  if ('is' in test && typeof test.is === 'boolean') return field.kind === 'yes_no' ? undefined : unfit;
  const one = 'is' in test || 'isOneOf' in test;
  if (field.kind !== (one ? 'choice' : 'choices')) return unfit;
  const waits =
    'is' in test
      ? [String(test.is)]
      : 'isOneOf' in test
        ? test.isOneOf
        : 'includes' in test
          ? [test.includes]
          : test.includesAnyOf;
  const strange = waits.filter((value) => !field.options.some((option) => option.value === value));
  if (strange.length === 0 && waits.length > 0) return undefined;
  return { code: 'not_offered', message: `"${field.id}" does not offer ${strange.join(', ') || 'nothing'}` };
}
