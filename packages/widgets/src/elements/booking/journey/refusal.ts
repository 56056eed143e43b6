import { ApiProblem } from '../../../api/api-problem.ts';
import { type DetailsField, fieldAt } from '../../../components/details-form/details.ts';
import type { JourneyEvent, Trouble } from './journey.ts';

/** The journey's event for a request that failed. */
export function refusal(error: unknown): JourneyEvent {
  const problem = error instanceof ApiProblem ? error : new ApiProblem('internal_error', { cause: error });
  if (problem.code === 'slot_unavailable') return { type: 'taken', alternatives: problem.alternatives };
  const { code, fields, retryAfter } = problem;
  return { type: 'refused', trouble: { code, fields, retryAfterSeconds: retryAfter ?? null } };
}

/** The server's verdict on the fields of the form. It knows no reason that the form does not know. */
export function refusedFields({ fields }: Trouble): readonly DetailsField[] {
  return fields.flatMap(({ path }) => fieldAt(path) ?? []);
}
