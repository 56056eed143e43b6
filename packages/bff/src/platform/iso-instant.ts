/** ISO 8601 in UTC with `Z`; whole seconds are written without a fraction. @param instant a date, or milliseconds */
export function isoInstant(instant: Date | number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
