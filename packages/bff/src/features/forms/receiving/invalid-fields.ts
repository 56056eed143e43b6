import type { Reading } from '@botaniqal/shared/forms/engine.ts';

/** Ids of the questions whose answer does not hold, each once. A fault names one box of an answer as `field.box`. */
export function invalidFields({ errors }: Pick<Reading, 'errors'>): string[] {
  return [...new Set(errors.map(({ path }) => path.split('.')[0] ?? path))];
}
