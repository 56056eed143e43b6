import { percentOf, shareOut, wholeCents } from './cents.ts';
import {
  isFor,
  outsideItsDays,
  type Promotion,
  type PromotionRefusal,
  sameCode,
  type VisitLine,
} from './promotion.ts';

interface PricingRules {
  /** Percent off everything when the visits are of more than one service. */
  packagePercent: number;
  /** The least that can be charged, in cents; nothing to pay is always possible. */
  minimumChargeCents: number;
}

/**
 * The package discount is the seed's ("services.length > 1 … 10% multi-service", Pricing Engine). There, `services`
 * is the list of visits that are taken, so that two visits of one service would count; its name and its comment say
 * "multi-service". We read it as meant: more than one *different* service. A visit that costs nothing does not
 * count, or a free first call would take 10 % off any paid visit.
 *
 * The least charge is Stripe's for AUD: 50 cents.
 */
const defaultPricingRules: PricingRules = { packagePercent: 10, minimumChargeCents: 50 };

export interface QuoteRequest {
  lines: readonly VisitLine[];
  /** The price of one visit in cents; `null` when it is not set ("price on enquiry"). */
  priceOf: (line: VisitLine) => number | null;
  /** What the patient typed; left out or blank: no code. */
  code?: string;
  promotions?: readonly Promotion[];
  /** Now, and the clinic's time zone: a code's last day ends when that day ends at the clinic. */
  at: Date;
  timeZone: string;
  rules?: PricingRules;
}

interface QuoteLine extends VisitLine {
  priceCents: number;
  packageDiscountCents: number;
  promotionDiscountCents: number;
  /** What this line is of the total; never negative. The lines' totals add up to the quote's. */
  totalCents: number;
}

export interface Quote {
  lines: readonly QuoteLine[];
  subtotalCents: number;
  packageDiscountCents: number;
  promotionDiscountCents: number;
  totalCents: number;
  /** `null` when no code was given. */
  promotion:
    | { code: string; status: 'applied' }
    | { code: string; status: 'refused'; reason: PromotionRefusal }
    | null;
}

export type QuoteOutcome =
  | { kind: 'priced'; quote: Quote }
  /** `below_minimum_charge`: a price in the clinic's list leaves a total that Stripe does not take. */
  | { kind: 'refused'; reason: 'nothing_chosen' | 'price_on_enquiry' | 'below_minimum_charge' };

/**
 * What a list of visits costs.
 *
 * The package discount comes first and is taken from everything. A code comes second, from what is left of the
 * visits it is for; unless it is combinable, the patient gets whichever of the two takes off more, and the package
 * when they are equal. A code that would leave from 1 cent to less than the least charge is refused, and the quote
 * goes without it.
 */
export function quote(request: QuoteRequest): QuoteOutcome {
  const { lines, priceOf, rules = defaultPricingRules } = request;
  if (lines.length === 0) return { kind: 'refused', reason: 'nothing_chosen' };
  const prices: number[] = [];
  for (const line of lines) {
    const price = priceOf(line);
    if (price === null) return { kind: 'refused', reason: 'price_on_enquiry' };
    prices.push(wholeCents(price));
  }

  const none = prices.map(() => 0);
  const packaged = packageShares(lines, prices, rules);
  const code = request.code?.trim() ?? '';
  let promotion: Quote['promotion'] = null;
  let discounts = { packaged, promoted: none };
  if (code !== '') {
    const tried = withCode({ ...request, code, prices, packaged, rules });
    promotion =
      'reason' in tried
        ? { code, status: 'refused', reason: tried.reason }
        : { code: tried.code, status: 'applied' };
    if (!('reason' in tried)) discounts = tried;
  }

  const quoteLines = lines.map(({ service, visit }, index): QuoteLine => {
    const priceCents = at(prices, index);
    const packageDiscountCents = at(discounts.packaged, index);
    const promotionDiscountCents = at(discounts.promoted, index);
    const totalCents = priceCents - packageDiscountCents - promotionDiscountCents;
    return { service, visit, priceCents, packageDiscountCents, promotionDiscountCents, totalCents };
  });
  const totalCents = sum(quoteLines.map((line) => line.totalCents));
  if (tooLittle(totalCents, rules)) return { kind: 'refused', reason: 'below_minimum_charge' };
  return {
    kind: 'priced',
    quote: {
      lines: quoteLines,
      subtotalCents: wholeCents(sum(prices)),
      packageDiscountCents: sum(discounts.packaged),
      promotionDiscountCents: sum(discounts.promoted),
      totalCents,
      promotion,
    },
  };
}

function packageShares(
  lines: readonly VisitLine[],
  prices: readonly number[],
  rules: PricingRules,
): number[] {
  const services = new Set(lines.filter((_, index) => at(prices, index) > 0).map((line) => line.service));
  if (services.size <= 1) return prices.map(() => 0);
  return shareOut(percentOf(sum(prices), rules.packagePercent), prices);
}

function withCode(request: {
  code: string;
  lines: readonly VisitLine[];
  prices: readonly number[];
  packaged: readonly number[];
  promotions?: readonly Promotion[];
  at: Date;
  timeZone: string;
  rules: PricingRules;
}): { code: string; packaged: number[]; promoted: number[] } | { reason: PromotionRefusal } {
  const { lines, prices, rules } = request;
  const promotion = request.promotions?.find((one) => sameCode(one.code, request.code));
  if (!promotion) return { reason: 'unknown' };
  const outside = outsideItsDays(promotion, request);
  if (outside) return { reason: outside };

  const eligible = prices.map((price, index) => (isFor(promotion, lineAt(lines, index)) ? price : 0));
  const eligibleSum = sum(eligible);
  if (eligibleSum === 0) return { reason: 'not_applicable' };
  if (eligibleSum < (promotion.minimumCents ?? 0)) return { reason: 'minimum_not_reached' };

  const together = promotion.combinesWithPackage === true;
  const packaged = together ? [...request.packaged] : prices.map(() => 0);
  const remaining = eligible.map((price, index) => (price === 0 ? 0 : price - at(packaged, index)));
  const base = sum(remaining);
  const off =
    promotion.discount.kind === 'percent'
      ? percentOf(base, promotion.discount.percent)
      : Math.min(promotion.discount.amountCents, base);
  if (!together && sum(request.packaged) > 0 && sum(request.packaged) >= off) {
    return { reason: 'package_is_better' };
  }
  if (tooLittle(sum(prices) - sum(packaged) - off, rules)) return { reason: 'below_minimum_charge' };
  return { code: promotion.code, packaged, promoted: shareOut(off, remaining) };
}

function tooLittle(totalCents: number, rules: PricingRules): boolean {
  return totalCents > 0 && totalCents < rules.minimumChargeCents;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The lists here are as long as the lines; the check is for the compiler. */
function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

function lineAt(lines: readonly VisitLine[], index: number): VisitLine {
  const line = lines[index];
  if (!line) throw new RangeError(`There is no line ${index}`);
  return line;
}
