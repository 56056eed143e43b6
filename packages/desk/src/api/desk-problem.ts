import type { ColleagueChange, FieldProblem, ProblemCode } from '@botaniqal/shared/contracts/problem.ts';

/** The server's closed list, and `network` when no answer came. */
export type DeskProblemCode = ProblemCode | 'network';

interface Facts {
  code: DeskProblemCode;
  status?: number | undefined;
  detail?: string | undefined;
  fields?: readonly FieldProblem[] | undefined;
  alternatives?: readonly string[] | undefined;
  change?: ColleagueChange | undefined;
  cause?: unknown;
}

/** A refusal or a failure. Unlike a patient, staff read the server's own sentence: it says what would be right. */
export class DeskProblem extends Error {
  readonly code: DeskProblemCode;
  readonly status: number;
  readonly fields: readonly FieldProblem[];
  readonly alternatives: readonly string[];
  /** What a colleague did, with `changed_meanwhile`. */
  readonly change: ColleagueChange | undefined;

  constructor({ code, status = 0, detail, fields = [], alternatives = [], change, cause }: Facts) {
    super(detail ?? sentences[code] ?? general, { cause });
    this.name = 'DeskProblem';
    this.code = code;
    this.status = status;
    this.fields = fields;
    this.alternatives = alternatives;
    this.change = change;
  }

  /** Whether the same request may succeed a moment later. */
  get mayPass(): boolean {
    return this.code === 'network' || this.status >= 500;
  }
}

const general = 'Something went wrong. Try again in a moment.';

/** For failures without a sentence of the server. */
const sentences: Partial<Record<DeskProblemCode, string>> = {
  network: 'The server did not answer. Check your connection and try again.',
  too_many_requests: 'There were too many tries. Wait a minute and try again.',
  service_unavailable: 'The server is not available just now. Try again in a moment.',
};

/** What a person reads about anything that was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof DeskProblem ? error.message : general;
}
