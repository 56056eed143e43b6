import type { RefundTerms } from './refund-policy.ts';

/** How a page or an email writes an amount in cents, and a moment in the patient's zone. */
export interface Wording {
  amount: (cents: number) => string;
  moment: (instant: Date) => string;
}

/** The refund terms in one line of words. Widgets and emails share it; empty when nothing is paid. */
export function refundLine(terms: RefundTerms, priceCents: number, { amount, moment }: Wording): string {
  if (terms.kind === 'free') return '';
  if (terms.kind === 'always') return 'Free to cancel until it starts.';
  const { lateCents } = terms;
  const part = lateCents && `you get back ${amount(lateCents)} of ${amount(priceCents)}`;
  const later = `After that ${part || 'no refund'}.`;
  if (terms.kind === 'until') return `Free to cancel until ${moment(terms.until)}. ${later}`;
  const within = terms.minutes ? `within ${count(terms.minutes, 'minute')} of booking` : '';
  if (terms.hours === null) return `Free to cancel ${within}. ${later}`;
  const outcome = part
    ? `if you cancel, ${part}${within && `, or all of it ${within}`}`
    : `it cannot be refunded${within && `, unless you cancel ${within}`}`;
  return `This time starts in less than ${count(terms.hours, 'hour')}: ${outcome}.`;
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`;
}
