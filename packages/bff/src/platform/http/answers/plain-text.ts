import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import { mostFindings } from '../../problem.ts';

/** Deeper than any request of ours, and far from where a recursion would end the request with a 500. */
const deepest = 32;
/** The longest list of a form has 30 rows, the longest form has 44 questions. */
const mostEntries = 200;

/**
 * What no schema should have to look at: texts that no database column can hold, with a NUL character or with half of
 * a surrogate pair, and longer lists or deeper ones than any request of ours has. No person types them; a schema would
 * let them through, and the store would fail, or would report each of ten thousand entries. Ten findings at most.
 */
export function textProblems(value: unknown): FieldProblem[] {
  const findings: FieldProblem[] = [];
  look(value, [], findings);
  return findings;
}

function look(value: unknown, path: readonly string[], findings: FieldProblem[]): void {
  if (findings.length >= mostFindings) return;
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      findings.push(finding(path, 'invalid', 'holds characters that cannot be stored'));
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (path.length >= deepest) {
    findings.push(finding(path.slice(0, 3), 'invalid', 'is nested too deeply'));
    return;
  }
  const keys = Object.keys(value);
  if (keys.length > mostEntries) {
    findings.push(finding(path, 'too_big', `must have ${mostEntries} entries at most`));
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    look(key, [...path, 'a key'], findings);
    look(entry, [...path, key], findings);
  }
}

function finding(path: readonly string[], code: string, message: string): FieldProblem {
  return { path: path.join('.'), code, message };
}
