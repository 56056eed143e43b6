/** What a check comes to: each real test counts as one, a static check counts as one. */
export interface Totals {
  passed: number;
  failed: number;
}

export const noTotals: Totals = { passed: 0, failed: 0 };

export const add = (a: Totals, b: Totals): Totals => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
});

/** The one line that the test command ends with. */
export const closingLine = ({ passed, failed }: Totals): string => `${passed} passed, ${failed} failed`;
