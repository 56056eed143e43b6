import { type Condition, type Test, testsOf } from './definition.ts';

/** Whether a condition holds. `read` gives the cleaned answer to a question that is shown, else `undefined`. */
export function conditionHolds(condition: Condition | undefined, read: (field: string) => unknown): boolean {
  if (!condition) return true;
  const { tests, every } = testsOf(condition);
  return every
    ? tests.every((test) => passes(test, read(test.field)))
    : tests.some((test) => passes(test, read(test.field)));
}

/** Whether a cleaned answer passes a test on it. */
export function passes(test: Test, answer: unknown): boolean {
  if (answer === undefined) return false;
  if ('is' in test) return answer === test.is;
  if ('isOneOf' in test) return typeof answer === 'string' && test.isOneOf.includes(answer);
  if ('includes' in test) return Array.isArray(answer) && answer.includes(test.includes);
  if ('includesAnyOf' in test) {
    return Array.isArray(answer) && test.includesAnyOf.some((value) => answer.includes(value));
  }
  if ('atLeast' in test) return typeof answer === 'number' && answer >= test.atLeast;
  if ('below' in test) return typeof answer === 'number' && answer < test.below;
  return true;
}
