import { money } from '../rendering/money.ts';

/** The refund of a cancelled booking in one sentence, with its full stop. */
export function refundSentence(
  facts: { priceCents: number | null; currency: string },
  refundCents: number,
): string {
  const paid = facts.priceCents ?? 0;
  if (paid === 0) return 'You were not charged.';
  if (refundCents === 0) {
    return `It was cancelled too late for a refund, so the ${money(paid, facts.currency)} is not refunded.`;
  }
  const back = money(refundCents, facts.currency);
  const part = refundCents < paid ? ` of the ${money(paid, facts.currency)}` : '';
  return `We are refunding ${back}${part} to the card that you paid with. Your bank shows it within 5 to 10 working days.`;
}
