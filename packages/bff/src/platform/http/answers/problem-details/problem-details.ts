import type { ProblemCode } from '@botaniqal/shared/contracts/problem.ts';
import type { OtherLanguage } from '@botaniqal/shared/ids/languages.ts';
import { ar } from './ar.ts';
import type { ProblemWords } from './problem-words.ts';
import { vi } from './vi.ts';
import { zh } from './zh.ts';

const details: Readonly<Record<OtherLanguage, ProblemWords>> = { ar, vi, zh };

/** The `detail` of a problem in another language. It is about the code; only English knows the single case. */
export function problemDetail(code: ProblemCode, language: OtherLanguage): string {
  return details[language][code];
}
