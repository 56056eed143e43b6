import type { FieldProblem } from '@botaniqal/shared/contracts/problem.ts';
import { Problem } from './problem.ts';

/**
 * Refuses a request that rules beyond its shape do not allow.
 * @throws Problem invalid_request that names every field; nothing when there is none
 */
export function refuseInvalid(fields: readonly FieldProblem[]): void {
  if (fields.length === 0) return;
  const list = fields.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Problem('invalid_request', `The request is invalid: ${list}.`, { fields: [...fields] });
}
