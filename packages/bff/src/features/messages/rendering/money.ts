/**
 * An amount as an Australian reads it: `$79.00`, and `NZ$79.00` for what is not their own dollar.
 * @param cents whole cents
 * @param currency ISO 4217
 */
export function money(cents: number, currency: string): string {
  return new Intl.NumberFormat('en-AU', { style: 'currency', currency }).format(cents / 100);
}
