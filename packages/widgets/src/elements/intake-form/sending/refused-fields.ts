import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { ApiProblem } from '../../../api/api-problem.ts';

const prefix = 'answers.';

/**
 * What the server said of single answers. It judges by the same engine as this page, so its sentences are the
 * patient's; where it knows more (suburbs), they are the only ones there are.
 */
export function refusedFields(problem: unknown): readonly Fault[] {
  const fields = problem instanceof ApiProblem ? problem.fields : [];
  return fields.flatMap(({ path, message }) =>
    path.startsWith(prefix) ? [{ path: path.slice(prefix.length), code: 'malformed' as const, message }] : [],
  );
}
