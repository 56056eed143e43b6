import {
  type ConsultationField,
  consultationFields,
} from '@botaniqal/shared/validation/consultation-details.ts';
import { ApiProblem } from '../../api/api-problem.ts';
import type { FieldMessages } from '../../components/details-form/details-form.ts';
import { detailsCopy } from '../../copy/details.ts';
import type { JourneyEvent, Trouble } from './journey.ts';

/** What a request that threw means for the journey. */
export function refusal(error: unknown): JourneyEvent {
  const problem = error instanceof ApiProblem ? error : new ApiProblem('internal_error', { cause: error });
  if (problem.code === 'slot_unavailable') return { type: 'taken', alternatives: problem.alternatives };
  const { code, fields, retryAfter } = problem;
  return { type: 'refused', trouble: { code, fields, retryAfterSeconds: retryAfter ?? null } };
}

/** The server's verdict on the fields of the form, in our words. */
export function fieldMessages({ fields }: Trouble): FieldMessages {
  const messages: Partial<Record<ConsultationField, string>> = {};
  for (const name of consultationFields) {
    if (fields.some(({ path }) => path === name)) messages[name] = detailsCopy.fault[name].malformed;
  }
  return messages;
}
