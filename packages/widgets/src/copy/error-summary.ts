/** The heading over what is to be mended in a form. */
export function summaryHeading(count: number): string {
  return count === 1 ? 'There is one thing to mend' : `There are ${count} things to mend`;
}
