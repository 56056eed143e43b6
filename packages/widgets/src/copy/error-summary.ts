/** The heading of a form's list of errors. */
export function summaryHeading(count: number): string {
  return count === 1 ? 'There is one thing to fix' : `There are ${count} things to fix`;
}
