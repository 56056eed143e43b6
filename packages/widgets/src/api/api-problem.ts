import type { FieldProblem, ProblemCode } from '@botaniqal/shared/contracts/problem.ts';

/** What can go wrong, seen from a page: the server's closed list, and `network` when no answer came. */
export type ApiProblemCode = ProblemCode | 'network';

/** A refusal or a failure of the BFF. Show `problemSentence(code)` to a person, never `detail`. */
export class ApiProblem extends Error {
  readonly code: ApiProblemCode;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly detail: string;
  /** The fields that do not hold, with dotted paths. */
  readonly fields: readonly FieldProblem[];
  /** With `slot_unavailable`: instants that are still free, nearest first. */
  readonly alternatives: readonly string[];
  /** Seconds after which a retry makes sense, when the server said so. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ApiProblemCode,
    facts: {
      status?: number;
      detail?: string;
      fields?: readonly FieldProblem[];
      alternatives?: readonly string[];
      retryAfter?: number | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(`${code}${facts.detail ? `: ${facts.detail}` : ''}`, { cause: facts.cause });
    this.name = 'ApiProblem';
    this.code = code;
    this.status = facts.status ?? 0;
    this.detail = facts.detail ?? '';
    this.fields = facts.fields ?? [];
    this.alternatives = facts.alternatives ?? [];
    this.retryAfter = facts.retryAfter;
  }
}

/** The code of anything that was thrown: what is not ours is a fault of the page's own making. */
export function codeOf(error: unknown): ApiProblemCode {
  return error instanceof ApiProblem ? error.code : 'internal_error';
}
