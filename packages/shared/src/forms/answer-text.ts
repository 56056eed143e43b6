import type { Answers, Field, FormDefinition, Option } from './definition.ts';
import { type Reading, readForm } from './engine.ts';
import { boxesOf, boxLabel } from './kinds/boxes.ts';
import { type Circumstances, isRecord, textOf } from './kinds/kind.ts';

/** One question with its answer in words, for the PDF, the mail and the page where a patient checks their answers. */
export interface AnsweredQuestion {
  readonly id: string;
  readonly question: string;
  /** Lines; empty when an optional question was left out. */
  readonly answer: readonly string[];
  /** With a consent: the text that was agreed to, or was not, in full. */
  readonly consent?: { readonly text: readonly string[]; readonly version: string; readonly agreed: boolean };
}

export interface AnsweredSection {
  readonly title: string;
  readonly questions: readonly AnsweredQuestion[];
}

/** A form with its answers in words, as it was shown: nothing hidden, everything that was asked. */
export function inWords(
  form: FormDefinition,
  answers: Answers,
  at: Circumstances,
): readonly AnsweredSection[] {
  return readingInWords(readForm(form, answers, at));
}

/** The same, of a form that was read already. */
export function readingInWords(reading: Pick<Reading, 'sections' | 'answers'>): readonly AnsweredSection[] {
  return reading.sections.map(({ section, fields }) => ({
    title: section.title,
    questions: fields.map((field) => {
      const answer = reading.answers[field.id];
      const question = { id: field.id, question: field.label, answer: answerText(field, answer) };
      if (field.kind !== 'consent') return question;
      const { text, version } = field;
      return { ...question, consent: { text, version, agreed: answer !== undefined } };
    }),
  }));
}

/** A cleaned answer in words, as lines; none when nothing was answered. */
export function answerText(field: Field, answer: unknown): readonly string[] {
  if (field.kind === 'consent') return [isRecord(answer) ? 'Agreed' : 'Not agreed'];
  if (answer === undefined) return [];
  if (field.kind === 'yes_no') return [answer === true ? 'Yes' : 'No'];
  if (field.kind === 'number') return [`${textOf(answer)} ${field.unit}`];
  if (field.kind === 'scale') {
    const [least, most] = field.ends;
    return [`${textOf(answer)} (${field.min}: ${least}; ${field.max}: ${most})`];
  }
  if (field.kind === 'date') return [dateInWords(textOf(answer))];
  if (field.kind === 'phone') return [phoneInWords(textOf(answer))];
  if (field.kind === 'choice' || field.kind === 'choices') {
    const picked: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
    return picked.map((value) => labelOf(field.options, value));
  }
  if (!boxesOf(field)) return textOf(answer).split('\n');
  const groups: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  return groups.flatMap((group) => groupText(field, group));
}

/** A row on one line; a card or an address with a line for each box. */
function groupText(field: Field, group: unknown): readonly string[] {
  if (!isRecord(group)) return [];
  const lines = (boxesOf(field) ?? []).flatMap((part) => {
    const value = group[part.id];
    if (value === undefined) return [];
    const words = part.options ? labelOf(part.options, value) : boxInWords(part.id, textOf(value));
    return [`${'label' in part ? part.label : boxLabel(part)}: ${words}`];
  });
  return field.kind === 'rows' ? [lines.join('; ')] : lines;
}

function boxInWords(id: string, value: string): string {
  if (id === 'phone') return phoneInWords(value);
  return id === 'expiry' ? dateInWords(value) : value;
}

function labelOf(options: readonly Option[], value: unknown): string {
  return options.find((option) => option.value === value)?.label ?? textOf(value);
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `1980-03-27` → "27 March 1980"; in part, "March 1980" and "1980". */
function dateInWords(value: string): string {
  const [year, month, day] = value.split('-');
  return [day && Number(day), month && months[Number(month) - 1], year].filter(Boolean).join(' ');
}

/** `0412345678` → "0412 345 678"; `0370104321` → "03 7010 4321"; `131114` → "13 11 14". Others as they are. */
function phoneInWords(value: string): string {
  return value
    .replace(/^(0[45]\d\d|1[38]00)(\d{3})(\d{3})$/, '$1 $2 $3')
    .replace(/^(0[2378])(\d{4})(\d{4})$/, '$1 $2 $3')
    .replace(/^(13)(\d\d)(\d\d)$/, '$1 $2 $3');
}
