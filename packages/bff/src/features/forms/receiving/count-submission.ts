import type { FormDeps } from '../deps.ts';
import type { Submission } from '../submission.ts';
import type { Assessment } from './assess-form.ts';

/** Counts a submission by form and kind of outcome. Call it after the transaction has ended. */
export function countSubmission(deps: Pick<FormDeps, 'metrics'>, { formId, content }: Submission): void {
  deps.metrics.formSubmissions.inc({ form: formId, outcome: outcomeKind(content?.assessment ?? null) });
}

function outcomeKind(assessment: Assessment | null): string {
  if (!assessment) return 'received';
  if (assessment.outcome.stop) return 'stopped';
  return assessment.outcome.recommendation ? 'recommended' : 'not_recommended';
}
