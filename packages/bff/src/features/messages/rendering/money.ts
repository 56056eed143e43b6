/**
 * An amount as an Australian reads it: `$79.00`, and `NZ$79.00` for what is not their own dollar.
 * @param cents whole cents
 * @param currency ISO 4217
 */
export function money(cents: number, currency: string): string {
  return new Intl.NumberFormat('en-AU', { style: 'currency', currency }).format(cents / 100);
}

/** What a cancelled booking gives back, in one sentence with a full stop. */
export function refundSentence(
  facts: { priceCents: number | null; currency: string },
  refundCents: number,
): string {
  const paid = facts.priceCents ?? 0;
  if (paid === 0) return 'You were charged nothing.';
  if (refundCents === 0) {
    return `It was cancelled too late for a refund, so the ${money(paid, facts.currency)} are not given back.`;
  }
  const back = money(refundCents, facts.currency);
  const part = refundCents < paid ? ` of the ${money(paid, facts.currency)}` : '';
  return `We give back ${back}${part} to the card that you paid with. Your bank shows it within 5 to 10 working days.`;
}
