import { z } from 'zod';

/**
 * Every way a request can be refused: one closed list, with the HTTP status each one carries.
 * The widgets have a sentence for each; a code without one does not compile there.
 */
export const problemStatus = {
  invalid_request: 422,
  malformed_request: 400,
  unauthorized: 401,
  forbidden: 403,
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  slot_unavailable: 409,
  not_bookable_online: 409,
  service_not_open: 409,
  booking_not_cancellable: 409,
  booking_not_reschedulable: 409,
  too_late_to_reschedule: 409,
  rescheduling_limit_reached: 409,
  price_differs: 409,
  appointment_not_started: 409,
  refund_not_possible: 409,
  changed_meanwhile: 409,
  hold_not_extendable: 409,
  request_in_progress: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  too_many_requests: 429,
  internal_error: 500,
  calendar_unavailable: 503,
  payment_unavailable: 503,
  service_unavailable: 503,
} as const;

export type ProblemCode = keyof typeof problemStatus;
const problemCodes = Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]];

/** One field that does not hold. `path` is dotted (`patient.email`, `preferredTimes.0`). */
const fieldProblem = z.object({
  path: z.string(),
  code: z.string(),
  message: z.string(),
});
export type FieldProblem = z.infer<typeof fieldProblem>;

/** With `changed_meanwhile`: what a colleague did since the version that the request names. */
const colleagueChange = z.object({
  /** As the audit trail names them: `staff:sam@example.com`, or `system`. */
  by: z.string(),
  /** Their name, as people read it. */
  name: z.string(),
  at: z.iso.datetime(),
  /** What they did, as a word of a closed list: `claimed`, `notes`, `outcome` … */
  what: z.string(),
  /** The version to send with the next write. */
  version: z.number().int(),
});
export type ColleagueChange = z.infer<typeof colleagueChange>;

/** `application/problem+json` (RFC 9457), with our code, request id and fields. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(problemCodes),
  detail: z.string(),
  requestId: z.string(),
  fields: z.array(fieldProblem).optional(),
  /** With `slot_unavailable`: the nearest times that are still free. */
  alternatives: z.array(z.string()).optional(),
  /** With `changed_meanwhile`: nothing was written. */
  change: colleagueChange.optional(),
});
export type ProblemBody = z.infer<typeof problem>;
