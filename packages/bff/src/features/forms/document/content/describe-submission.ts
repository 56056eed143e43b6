import { readingInWords } from '@botaniqal/shared/forms/answer-text.ts';
import {
  type Answers,
  type Field,
  type FormDefinition,
  fieldsOf,
  type Section,
} from '@botaniqal/shared/forms/definition.ts';
import { type Reading, readForm } from '@botaniqal/shared/forms/engine.ts';
import { type Circumstances, isRecord, textOf } from '@botaniqal/shared/forms/kinds/kind.ts';
import { attentionTo } from './attention.ts';
import type { DocumentQuestion, DocumentSection, SubmissionDocument } from './submission-document.ts';

/** What a document is made from. */
export interface Described
  extends Pick<
    SubmissionDocument,
    'clinic' | 'reference' | 'receivedAt' | 'timeZone' | 'service' | 'patient' | 'incomplete'
  > {
  readonly form: FormDefinition;
  /** The version of the definition that the answers were checked against, when it is not today's. */
  readonly version?: string;
  readonly answers: Answers;
  /** The circumstances when the form was sent: known answers were not asked. */
  readonly at: Circumstances;
  /** Questions of a form from elsewhere that match none of ours, in their original words. */
  readonly asSent?: readonly { readonly question: string; readonly answer: string }[];
}

/** Puts a submission into words. Pure: the same submission gives the same document. */
export function describeSubmission(given: Described): SubmissionDocument {
  const { form, answers, at, version, asSent = [], ...same } = given;
  const reading = readForm(form, answers, at);
  const sections = sectionsOf(form, reading);
  const reached = sections.filter(
    ({ questions }) => given.incomplete !== 'stopped' || questions.some(({ answer }) => answer.length > 0),
  );
  return {
    ...same,
    form: { title: form.title, version: version ?? form.version },
    attention: attentionTo(form, reading),
    sections: [
      ...reached,
      ...(asSent.length > 0
        ? [{ title: 'Also answered in this form', questions: asSent.map(verbatim) }]
        : []),
    ],
    notReached: sections.filter((section) => !reached.includes(section)).map(({ title }) => title),
  };
}

function verbatim({ question, answer }: { question: string; answer: string }, at: number): DocumentQuestion {
  return { id: `asSent${at}`, question, answer: answer === '' ? [] : answer.split('\n') };
}

function sectionsOf(form: FormDefinition, reading: Reading): readonly DocumentSection[] {
  const fields = new Map([...fieldsOf(form)].map(({ field }) => [field.id, field]));
  const { answers, sections } = reading;
  return readingInWords(reading).map(({ title, questions }, shown) => ({
    title,
    ...introOf(sections[shown]?.section),
    questions: questions.map((question): DocumentQuestion => {
      const field = fields.get(question.id);
      const table = field && tableOf(field, answers[field.id]);
      return {
        ...question,
        ...(table && { table }),
        ...(field?.kind === 'choices' && question.answer.length > 1 && { list: true }),
        ...(field?.kind === 'signature' && question.answer.length > 0 && { signature: true }),
      };
    }),
  }));
}

function introOf(section: Section | undefined): Pick<DocumentSection, 'intro'> {
  return section?.intro === undefined ? {} : { intro: section.intro };
}

function tableOf(field: Field, answer: unknown): DocumentQuestion['table'] {
  if (field.kind !== 'rows' || !Array.isArray(answer)) return undefined;
  const rows: readonly unknown[] = answer;
  return {
    columns: field.columns.map(({ label }) => label),
    rows: rows.map((row) =>
      field.columns.map(({ id, options }) => {
        const value = isRecord(row) ? row[id] : row;
        if (value === undefined) return '';
        return options?.find((option) => option.value === value)?.label ?? textOf(value);
      }),
    ),
  };
}
