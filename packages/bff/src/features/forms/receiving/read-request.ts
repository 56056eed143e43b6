import { type SubmissionRequest, submissionRequest } from '@botaniqal/shared/contracts/forms.ts';
import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import { z } from 'zod';
import { fieldProblems } from '../../../platform/http/requests/field-problems.ts';

/**
 * The route itself checks only this much. The rest is checked after the answers were read for red flags, so that a
 * mistyped phone number does not hide the crisis lines from a person in danger.
 */
export const looseSubmission = z.looseObject({
  answers: z.record(z.string(), z.unknown(), { error: 'must be an object, by field id' }),
});

export interface ReadRequest {
  /** The valid parts of the request. */
  request: SubmissionRequest;
  /** The faults outside the answers. */
  faults: readonly FieldProblem[];
}

/** Reads the request by the rules of the contract, and keeps the valid parts of an invalid request. */
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
