import {
  type ColleagueChange,
  type FieldProblem,
  type ProblemCode,
  problemStatus,
} from '@botaniqal/shared/contracts/problem.ts';

/** No answer names more fields than this. Finding more costs time and helps no person. */
export const mostFindings = 10;

/**
 * The one error a feature throws on purpose: a code for machines, a sentence for people, a cause for the log.
 * `platform/http` turns it into `application/problem+json`. Never put a vendor's text into `detail`.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly fields: readonly FieldProblem[] | undefined;
  readonly alternatives: readonly string[] | undefined;
  readonly change: ColleagueChange | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    /** One plain sentence: what is wrong, and what would be right. */
    detail: string,
    more: {
      /** The first ten are answered. */
      fields?: readonly FieldProblem[];
      /** Instants (ISO, UTC) that are still free, with `slot_unavailable`. */
      alternatives?: readonly string[];
      /** With `changed_meanwhile`: what the colleague did. */
      change?: ColleagueChange;
      retryAfterSeconds?: number;
      status?: number;
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: more.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = more.status ?? problemStatus[code];
    this.fields = more.fields?.slice(0, mostFindings);
    this.alternatives = more.alternatives;
    this.change = more.change;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}
