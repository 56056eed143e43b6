import type { FieldProblem, ProblemCode } from '@botaniqal/shared/contracts/problem.ts';

/** The codes of all failures: the server's closed list, and `network` when no answer came. */
export type ApiProblemCode = ProblemCode | 'network';

/** A refusal or a failure of the BFF. Show `problemSentence(code)` to a person, never `detail`. */
export class ApiProblem extends Error {
  readonly code: ApiProblemCode;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly detail: string;
  /** The fields with invalid values, with dotted paths. */
  readonly fields: readonly FieldProblem[];
  /** With `slot_unavailable`: instants that are still free, nearest first. */
  readonly alternatives: readonly string[];
  /** The clinic's phone number, when the failure is final and the page has no catalogue that says it. */
  readonly phone: string;
  /** Seconds that the server asks to wait before a retry; left out when it did not say. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ApiProblemCode,
    facts: {
      status?: number;
      detail?: string;
      fields?: readonly FieldProblem[];
      alternatives?: readonly string[];
      retryAfter?: number | undefined;
      phone?: string;
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
    this.phone = facts.phone ?? '';
  }
}

/**
 * The code of anything that was thrown. An error that is not an `ApiProblem` is a mistake in this page:
 * `internal_error`.
 */
export function codeOf(error: unknown): ApiProblemCode {
  return error instanceof ApiProblem ? error.code : 'internal_error';
}

/** The clinic's number from a failure; empty when the failure does not have it. */
export function phoneOf(error: unknown): string {
  return error instanceof ApiProblem ? error.phone : '';
}

/** Whether the same request may succeed a moment later. Otherwise a button that tries again would mislead. */
export function mayPass(code: ApiProblemCode): boolean {
  return /^net|_error|unavail|many|progress/.test(code);
}
