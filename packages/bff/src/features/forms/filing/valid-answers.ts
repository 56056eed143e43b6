import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import type { Submission, SubmissionContent } from '../submission.ts';

/**
 * What of a form may be written into the fields of a record. Of a form that JotForm took in by other rules than ours,
 * that is what holds by ours. Of one that our page took in for a red flag alone it is nothing (`null`): its fields were
 * not finished. The document tells all of it in any case.
 */
export function validContent(
  form: FormDefinition,
  { complete, source, content }: Pick<Submission, 'complete' | 'source' | 'content'>,
): SubmissionContent | null {
  if (!content || complete) return content;
  if (source === 'page') return null;
  const { answers, today, known } = content;
  const { errors } = readForm(form, answers, { today, known });
  const wrong = new Set(errors.map(({ path }) => path.split('.')[0]));
  return {
    ...content,
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => !wrong.has(id))),
  };
}
