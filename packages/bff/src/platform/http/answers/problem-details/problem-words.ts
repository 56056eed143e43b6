import type { ProblemCode } from '@botaniqal/shared/contracts/problem.ts';

/** What to do about each problem, in the words of one language. */
export type ProblemWords = Readonly<Record<ProblemCode, string>>;
