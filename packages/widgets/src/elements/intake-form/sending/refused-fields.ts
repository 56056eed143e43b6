import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { ApiProblem } from '../../../api/api-problem.ts';

const prefix = 'answers.';

/**
 * The server's faults for single answers. The server uses the same engine as this page, so its sentences are for
 * patients. For some faults (suburbs) only the server has a sentence.
 */
export function refusedFields(problem: unknown): readonly Fault[] {
  const fields = problem instanceof ApiProblem ? problem.fields : [];
  return fields.flatMap(({ path, message }) =>
    path.startsWith(prefix) ? [{ path: path.slice(prefix.length), code: 'malformed' as const, message }] : [],
  );
}
