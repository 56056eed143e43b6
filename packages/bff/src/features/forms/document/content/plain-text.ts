import { whenLine } from '../../../messages/index.ts';
import type { SubmissionDocument } from './submission-document.ts';

/** How the text is called inside a document. */
export const plainTextName = 'answers.txt';

/** A submission as text, with each character as it was typed. It goes along where a document cannot draw them all. */
export function plainText(document: SubmissionDocument): string {
  const { form, patient, reference, receivedAt, timeZone } = document;
  const questions = document.sections.flatMap(({ title, questions }) => [
    '',
    title,
    ...questions.flatMap(({ question, answer, table }) => [
      '',
      question,
      ...(table
        ? table.rows.map((row) => row.join('; '))
        : answer.length > 0
          ? answer
          : ['Not answered']
      ).map((line) => `  ${line}`),
    ]),
  ]);
  return [
    form.title,
    `${reference}, received ${whenLine(receivedAt, timeZone)}`,
    `Patient: ${patient.name ?? 'Not given'}`,
    `Date of birth: ${patient.dateOfBirth ?? 'Not given'}`,
    ...patient.contact,
    ...questions,
    '',
  ].join('\n');
}

/** All texts of a document, for a check of its characters. */
export function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value && typeof value === 'object') for (const part of Object.values(value)) yield* textsOf(part);
}
