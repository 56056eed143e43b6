import { chargeWords } from '@botaniqal/widgets/copy/money.ts';
import { locale } from './moments.ts';

/** "$79.00" */
export function money(amountCents: number, currency: string): string {
  return chargeWords({ amountCents, currency }, locale);
}

/**
 * Cents of an amount that a person typed in dollars: "79", "$79.50", "1,200".
 * @returns `undefined` when it is no amount
 */
export function centsOf(typed: string): number | undefined {
  const found = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(typed.trim());
  if (!found?.[1]) return undefined;
  return Number(found[1].replaceAll(',', '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}
