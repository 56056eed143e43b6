import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { Price } from '@botaniqal/shared/contracts/primitives.ts';
import { refundLine } from '@botaniqal/shared/pricing/refund-line.ts';
import { refundTerms } from '@botaniqal/shared/pricing/refund-policy.ts';
import { momentWords } from '../appointment-time.ts';
import { englishLocale } from '../dates.ts';
import { priceWords } from '../money.ts';

/**
 * What a patient gets back who cancels this time, in one line: "Free to cancel until Monday 23 November, 9:30 am. After
 * that no refund." Empty for what costs nothing.
 * @param start instant in UTC
 * @param bookedAt when the booking was confirmed; `null`: the time is not booked yet
 */
export function refundWords(
  price: Price | null,
  start: string,
  bookedAt: string | null,
  { cancellation }: Catalogue['clinic'],
  zone: string,
  locale: string,
): string {
  if (!price) return '';
  const { amountCents } = price;
  const appointment = {
    priceCents: amountCents,
    start: new Date(start),
    bookedAt: bookedAt ? new Date(bookedAt) : null,
  };
  const english = englishLocale(locale);
  return refundLine(refundTerms(appointment, cancellation, new Date()), amountCents, {
    amount: (cents) => priceWords({ ...price, amountCents: cents }, english),
    moment: (instant) => momentWords(instant.toISOString(), start, zone, english),
  });
}
