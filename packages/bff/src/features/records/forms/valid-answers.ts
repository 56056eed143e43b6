import type { Submission, SubmissionContent } from '../../forms/index.ts';

/**
 * The content of a form with only the answers that may be written into the fields of a record. A form from elsewhere may
 * break our rules: the answers that our form does not accept are left out. A page's form that was received only
 * because of a red flag is unfinished: none of its answers are written (`null`). The document shows all answers anyway.
 */
export function validContent({
  complete,
  source,
  content,
}: Pick<Submission, 'complete' | 'source' | 'content'>): SubmissionContent | null {
  if (!content || complete) return content;
  if (source === 'page') return null;
  const { answers, invalid } = content;
  return {
    ...content,
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => !invalid.includes(id))),
  };
}
