import type { ProblemBody, ProblemCode } from '@botaniqal/shared/contracts/problem.ts';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Problem } from '../../problem.ts';
import { isDatabaseAway } from '../../store/database-away.ts';
import { UpstreamError } from '../../upstream-error.ts';
import type { AppContext } from '../app-env.ts';
import { preferredLanguage } from '../requests/preferred-language.ts';
import { maxBodyBytes } from '../route.ts';
import { problemDetail } from './problem-details/problem-details.ts';

/** The one place that turns every thrown value into `application/problem+json` (RFC 9457). */
export function answerProblem(error: unknown, c: AppContext): Response {
  const problem = toProblem(error);
  const log = c.get('log');
  if (problem.status >= 500) log.error('A request failed', { code: problem.code, error });
  c.set('problemCode', problem.code);

  const language = preferredLanguage(c.req.header('accept-language'));
  const body: ProblemBody = {
    type: `urn:botaniqal:problem:${problem.code}`,
    title: titles[problem.code],
    status: problem.status,
    code: problem.code,
    detail: language ? problemDetail(problem.code, language) : problem.message,
    requestId: c.get('requestId'),
    ...(problem.fields ? { fields: [...problem.fields] } : {}),
    ...(problem.alternatives ? { alternatives: [...problem.alternatives] } : {}),
    ...(problem.change ? { change: problem.change } : {}),
  };
  c.header('Content-Type', 'application/problem+json');
  c.header('Cache-Control', 'no-store');
  if (language) c.header('Content-Language', language);
  // A 401 says which kind of token is needed (RFC 9110, 11.6.1).
  if (problem.status === 401) c.header('WWW-Authenticate', 'Bearer');
  if (problem.retryAfterSeconds !== undefined) {
    c.header('Retry-After', String(Math.max(1, Math.ceil(problem.retryAfterSeconds))));
  }
  return c.newResponse(JSON.stringify(body), statusCode(problem.status));
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof UpstreamError) {
    return new Problem(
      'service_unavailable',
      'A service that we need does not answer. Please try again shortly.',
      {
        retryAfterSeconds: error.retryAfterSeconds ?? 10,
        cause: error,
      },
    );
  }
  if (isDatabaseAway(error)) {
    return new Problem('service_unavailable', 'We cannot answer at the moment. Please try again shortly.', {
      retryAfterSeconds: 5,
      cause: error,
    });
  }
  if (error instanceof HTTPException && error.status === 413) return tooLarge(maxBodyBytes);
  return new Problem(
    'internal_error',
    'Something went wrong on our side. Nothing more is known to the page.',
    {
      cause: error,
    },
  );
}

/** Hono's type lists the codes one by one; ours are plain numbers that come from a closed list or from Hono itself. */
export function statusCode(status: number): ContentfulStatusCode {
  return status as ContentfulStatusCode;
}

/** @param most in bytes */
export function tooLarge(most: number): Problem {
  return new Problem('payload_too_large', `The body must be ${most / 1024} KB at most.`);
}

const titles: Record<ProblemCode, string> = {
  invalid_request: 'The request is invalid',
  malformed_request: 'The request cannot be read',
  unauthorized: 'A valid token is needed',
  forbidden: 'Not permitted',
  origin_not_allowed: 'This site is not listed',
  not_found: 'Not found',
  method_not_allowed: 'Not done this way',
  slot_unavailable: 'This time is no longer free',
  not_bookable_online: 'Not bookable online',
  service_not_open: 'Not open yet',
  booking_not_cancellable: 'Cannot be cancelled',
  booking_not_reschedulable: 'Cannot be moved',
  too_late_to_reschedule: 'Too late to move it',
  rescheduling_limit_reached: 'Cannot be moved again',
  price_differs: 'Another price',
  appointment_not_started: 'Not started yet',
  refund_not_possible: 'Nothing to give back',
  changed_meanwhile: 'A colleague was faster',
  hold_not_extendable: 'This time cannot be kept longer',
  request_in_progress: 'Still being answered',
  payload_too_large: 'Too large',
  unsupported_media_type: 'Not JSON',
  idempotency_key_reused: 'This key was used for another request',
  too_many_requests: 'Too many requests',
  internal_error: 'Our mistake',
  calendar_unavailable: 'The calendar is not responding',
  payment_unavailable: 'Payments cannot be taken',
  service_unavailable: 'Not available at the moment',
};
