import { refundLine } from '@botaniqal/shared/pricing/refund-line.ts';
import type { RefundTerms } from '@botaniqal/shared/pricing/refund-policy.ts';
import { money } from './money.ts';
import { whenBefore } from './when.ts';

/** The line about refunds of an email; empty when nothing is paid. @param zone the reader's zone */
export function refundWords(
  terms: RefundTerms,
  { start, priceCents, currency }: { start: Date; priceCents: number | null; currency: string },
  zone: string,
): string {
  return refundLine(terms, priceCents ?? 0, {
    amount: (cents) => money(cents, currency),
    moment: (instant) => whenBefore(instant, start, zone),
  });
}
