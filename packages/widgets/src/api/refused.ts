import type { ProblemBody } from '@botaniqal/shared/contracts/problem.ts';
import { refusals } from '../copy/problem-sentences.ts';
import { learnSentences } from '../copy/problems.ts';
import { ApiProblem } from './api-problem.ts';

/** Reads a refusal, and has the sentences for all of them. Loaded with the first refusal. */
learnSentences(refusals);

/** The server's answer as a failure. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const { status, headers } = response;
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  let body: Partial<ProblemBody> = {};
  if (headers.get('content-type')?.includes('problem+json')) {
    body = await response.json().catch(() => ({}));
  }
  return new ApiProblem(body.code ?? codeWithoutBody(status), {
    status,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
    ...(body.detail !== undefined && { detail: body.detail }),
    ...(body.fields !== undefined && { fields: body.fields }),
    ...(body.alternatives !== undefined && { alternatives: body.alternatives }),
  });
}

/** Something between us and the server (a proxy, a captive portal) answers without a code. */
function codeWithoutBody(status: number) {
  return status === 429 ? 'too_many_requests' : 'service_unavailable';
}
