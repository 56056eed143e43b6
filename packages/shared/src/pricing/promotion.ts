import type { ServiceId, VisitKind } from '../ids/ids.ts';
import { dayOf } from '../time/zone.ts';

/** One line of what a patient takes: a visit of a service. */
export interface VisitLine {
  service: ServiceId;
  visit: VisitKind;
}

/** A promotion code, as the clinic sets it. */
export interface Promotion {
  /** What a patient types; capitals and spaces around it do not matter. */
  code: string;
  /** `percent` is a whole number from 1 to 100; `amountCents` is taken off once, not per visit. */
  discount: { kind: 'percent'; percent: number } | { kind: 'amount'; amountCents: number };
  /** First and last day (`YYYY-MM-DD`, both included) in the clinic's time zone. Left out: no limit. */
  validFrom?: string;
  validTo?: string;
  /** Which services and visits it is for. Left out: all. */
  services?: readonly ServiceId[];
  visits?: readonly VisitKind[];
  /** What the visits it is for must cost together, before any discount. */
  minimumCents?: number;
  /** Whether it comes on top of the package discount. Left out: the patient gets the better of the two. */
  combinesWithPackage?: boolean;
}

/** Why a code takes nothing off. */
export type PromotionRefusal =
  | 'unknown'
  | 'not_yet_valid'
  | 'expired'
  /** It is for other services or visits, or what it is for costs nothing. */
  | 'not_applicable'
  | 'minimum_not_reached'
  /** Not combinable, and the package discount takes off at least as much. */
  | 'package_is_better'
  /** What would be left to pay is too little to be charged. */
  | 'below_minimum_charge';

/** Whether two people would say that it is the same code. */
export function sameCode(one: string, other: string): boolean {
  return one.trim().toUpperCase() === other.trim().toUpperCase();
}

export function isFor(promotion: Promotion, line: VisitLine): boolean {
  return (
    (promotion.services?.includes(line.service) ?? true) && (promotion.visits?.includes(line.visit) ?? true)
  );
}

/** Whether the promotion runs on the day on which `at` falls at the clinic; `null` when it does. */
export function outsideItsDays(
  promotion: Promotion,
  { at, timeZone }: { at: Date; timeZone: string },
): 'not_yet_valid' | 'expired' | null {
  const today = dayOf(at, timeZone);
  if (promotion.validFrom !== undefined && today < promotion.validFrom) return 'not_yet_valid';
  if (promotion.validTo !== undefined && today > promotion.validTo) return 'expired';
  return null;
}

/** What is wrong with a promotion in clinic.yaml, as a sentence for its author; `null` when it is right. */
export function promotionMistake(promotion: Promotion): string | null {
  const { discount, validFrom, validTo, minimumCents } = promotion;
  const whole = (value: number, from: number): boolean => Number.isInteger(value) && value >= from;
  if (promotion.code.trim() === '') return 'A promotion needs a code.';
  if (discount.kind === 'percent' && !(whole(discount.percent, 1) && discount.percent <= 100)) {
    return 'A percentage is a whole number from 1 to 100.';
  }
  if (discount.kind === 'amount' && !whole(discount.amountCents, 1)) {
    return 'An amount is a whole number of cents, at least 1.';
  }
  if (minimumCents !== undefined && !whole(minimumCents, 0)) {
    return 'The minimum is a whole number of cents.';
  }
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) {
    return 'The last day is before the first.';
  }
  if (promotion.services?.length === 0 || promotion.visits?.length === 0) {
    return 'A list of services or visits that is empty fits nothing: leave it out, or name one.';
  }
  return null;
}
