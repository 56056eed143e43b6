import { type SubmissionRequest, submissionRequest } from '@botaniqal/shared/contracts/forms.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import { z } from 'zod';
import { fieldProblems } from '../../../platform/http/field-problems.ts';

/**
 * What the route itself insists on. The rest is judged after the answers were read for red flags: a mistyped phone
 * number must not keep somebody from being told whom to call.
 */
export const looseSubmission = z.looseObject({
  answers: z.record(z.string(), z.unknown(), { error: 'must be an object, by field id' }),
});

export interface ReadRequest {
  /** What holds of it. */
  request: SubmissionRequest;
  /** What does not hold, beside the answers. */
  faults: readonly FieldProblem[];
}

/** Reads the request as strictly as the contract says, and keeps what holds of one that does not. */
export function readRequest(body: z.infer<typeof looseSubmission>): ReadRequest {
  const strict = submissionRequest.safeParse(body, { reportInput: true });
  if (strict.success) return { request: strict.data, faults: [] };
  const { shape } = submissionRequest;
  const held = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const read = schema.safeParse(body[name]);
    return read.success ? read.data : undefined;
  };
  const request: SubmissionRequest = { answers: body.answers };
  const bookingId = held('bookingId', shape.bookingId);
  const manageToken = held('manageToken', shape.manageToken);
  const patient = held('patient', shape.patient);
  const draftId = held('draftId', shape.draftId);
  const draftToken = held('draftToken', shape.draftToken);
  const timeZone = held('timeZone', shape.timeZone);
  if (bookingId !== undefined) request.bookingId = bookingId;
  if (manageToken !== undefined) request.manageToken = manageToken;
  if (patient !== undefined) request.patient = patient;
  if (draftId !== undefined) request.draftId = draftId;
  if (draftToken !== undefined) request.draftToken = draftToken;
  if (timeZone !== undefined) request.timeZone = timeZone;
  return { request, faults: fieldProblems(strict.error) };
}
