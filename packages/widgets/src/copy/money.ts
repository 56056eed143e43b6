import type { Price } from '@botaniqal/shared/contracts/primitives.ts';
import { englishLocale } from './dates.ts';

/** "Free", "$79", "$79.50" or, without a price, "price on enquiry". Amounts are cents. */
export function priceWords(price: Price | null, locale: string): string {
  if (!price) return 'price on enquiry';
  if (price.amountCents === 0) return 'free';
  return new Intl.NumberFormat(englishLocale(locale), {
    style: 'currency',
    currency: price.currency,
    minimumFractionDigits: price.amountCents % 100 === 0 ? 0 : 2,
  }).format(price.amountCents / 100);
}

/** "$79.00": a charged amount, with cents. */
export function chargeWords({ amountCents, currency }: Price, locale: string): string {
  return new Intl.NumberFormat(englishLocale(locale), { style: 'currency', currency }).format(
    amountCents / 100,
  );
}
