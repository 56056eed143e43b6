import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';

/** Deeper than any request of ours, and far from where a recursion would end the request with a 500. */
const deepest = 32;

/**
 * Texts that no database column can hold: with a NUL character, or with half of a surrogate pair. No person types
 * them; a schema would let them through, and the store would fail.
 */
export function textProblems(value: unknown, path: readonly (string | number)[] = []): FieldProblem[] {
  if (typeof value === 'string') {
    if (!value.includes('\0') && value.isWellFormed()) return [];
    return [{ path: path.join('.'), code: 'invalid', message: 'holds characters that cannot be stored' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (path.length >= deepest) {
    return [{ path: path.slice(0, 3).join('.'), code: 'invalid', message: 'is nested too deeply' }];
  }
  return Object.entries(value).flatMap(([key, entry]) => [
    ...textProblems(key, [...path, 'a key']),
    ...textProblems(entry, [...path, key]),
  ]);
}
