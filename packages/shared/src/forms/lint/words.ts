import { type Field, type FormDefinition, fieldsOf } from '../definition.ts';
import { bannedIn } from './banned-words.ts';
import type { Mistake } from './mistake.ts';

/** The most characters of each text: what a phone shows without scrolling past the answer. */
const longest = {
  title: 80,
  intro: 500,
  label: 220,
  hint: 320,
  name: 160,
  option: 140,
  consent: 900,
  reason: 220,
};

/** Texts that are empty, too long, worded against our rules or against the law; limits that cannot be met. */
export function wordMistakes(form: FormDefinition): Mistake[] {
  const mistakes: Mistake[] = [];
  const text = (where: string, kind: keyof typeof longest, words: string | undefined) => {
    if (words === undefined) return;
    if (words.trim() === '') mistakes.push({ code: 'empty', where, message: `Its ${kind} is empty` });
    if (words.length > longest[kind]) {
      const message = `Its ${kind} has ${words.length} characters, ${longest[kind]} at most`;
      mistakes.push({ code: 'too_long', where, message });
    }
    for (const { word, source } of bannedIn(words)) {
      mistakes.push({
        code: 'banned_word',
        where,
        message: `"${word}" may not be said in public (${source})`,
      });
    }
  };

  text(form.id, 'title', form.title);
  text(form.id, 'intro', form.intro);
  for (const section of form.sections) {
    text(section.id, 'title', section.title);
    text(section.id, 'intro', section.intro);
    if (section.fields.length === 0)
      mistakes.push({ code: 'empty', where: section.id, message: 'It asks nothing' });
  }
  for (const { field } of fieldsOf(form)) {
    text(field.id, 'label', field.label);
    text(field.id, 'hint', field.hint);
    text(field.id, 'name', field.name);
    if ('options' in field) for (const option of field.options) text(field.id, 'option', option.label);
    if ('options' in field) for (const option of field.options) text(field.id, 'hint', option.hint);
    if (field.kind === 'consent') for (const paragraph of field.text) text(field.id, 'consent', paragraph);
    if (field.kind === 'rows') {
      for (const column of field.columns) {
        text(field.id, 'label', column.label);
        text(field.id, 'name', column.name);
      }
    }
    mistakes.push(...nameMistakes(field), ...limitMistakes(field));
  }
  for (const flag of form.redFlags) {
    text(flag.code, 'reason', flag.reason);
    if (flag.support.length > 0 && (flag.urgency !== 'emergency' || flag.support[0] === 'emergency'))
      continue;
    mistakes.push({
      code: 'support',
      where: flag.code,
      message: 'It must show who to call, 000 first in an emergency',
    });
  }
  return mistakes;
}

/** Messages are made from names: "Enter your date of birth". */
function nameMistakes(field: Field): Mistake[] {
  const names = [field.name, ...(field.kind === 'rows' ? field.columns.map((column) => column.name) : [])];
  return names.flatMap((name) =>
    /^(?:\p{Ll}|I |Aboriginal|Medicare|DVA|GP|GAPS)/u.test(name) && !/[.?!:]$/.test(name)
      ? []
      : [
          {
            code: 'wording',
            where: field.id,
            message: `"${name}" does not go on from "Enter …" or "Select …"`,
          } as const,
        ],
  );
}

function limitMistakes(field: Field): Mistake[] {
  const wrong = (message: string): Mistake[] => [{ code: 'limits', where: field.id, message }];
  switch (field.kind) {
    case 'number':
    case 'scale':
      return field.min < field.max ? [] : wrong('Its least is not below its most');
    case 'choice':
    case 'choices': {
      const values = field.options.map((option) => option.value);
      if (values.length < 2) return wrong('It offers no choice');
      if (new Set(values).size !== values.length) return wrong('It offers the same value twice');
      const alone = field.options.filter((option) => option.exclusive);
      if (field.kind === 'choice' && alone.length > 0) return wrong('Only one can be chosen anyway');
      return alone.length === values.length ? wrong('No two of them can be chosen together') : [];
    }
    case 'text':
    case 'long_text':
      return field.maxLength > 0 && field.maxLength <= 4000 ? [] : wrong('It takes 1 to 4,000 characters');
    case 'rows':
      return field.maxRows > 0 && field.maxRows <= 40 && field.columns.length > 0
        ? []
        : wrong('It takes 1 to 40 rows');
    case 'consent':
      return field.text.length > 0 ? [] : wrong('It says nothing to agree to');
    default:
      return [];
  }
}
