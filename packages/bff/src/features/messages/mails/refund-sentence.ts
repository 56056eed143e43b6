import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import { money } from '../rendering/money.ts';

/** The refund of a cancelled booking, with its full stop. Money goes back in the way in which it came. */
export function refundSentence(
  { priceCents, currency, paid, hasTaxDocuments }: RefundFacts,
  refundCents: number,
): string {
  const taken = paid?.kind === 'taken';
  const paidCents = taken ? paid.cents : (priceCents ?? 0);
  if (paidCents === 0 || paid?.kind === 'later') return 'You were not charged.';
  const whole = money(paidCents, currency);
  if (refundCents === 0) return `It was cancelled too late for a refund, so the ${whole} is not refunded.`;
  const backCents = Math.min(refundCents, paidCents);
  const back = `${money(backCents, currency)}${backCents < paidCents ? ` of the ${whole}` : ''}`;
  const way = taken
    ? `We are giving ${back} back to you. ${returnedByHand(paid.by)}`
    : `We are refunding ${back} to the card that you paid with. Your bank shows it within 5 to 10 working days.`;
  return `${way}${creditNoteSentence(hasTaxDocuments)}`;
}

type RefundFacts = Pick<AppointmentFacts, 'priceCents' | 'currency' | 'paid' | 'hasTaxDocuments'>;

/** Where the credit note will be, with a space before it; empty for a clinic that issues none. */
export function creditNoteSentence(hasTaxDocuments = false): string {
  return hasTaxDocuments ? ' The page of your booking will have a credit note.' : '';
}

/** Why no bank does it by itself. @param method as words, like `EFTPOS` */
export function returnedByHand(method: string): string {
  return `You paid by ${method}, so our team sends it to you, and may call you to ask how.`;
}
