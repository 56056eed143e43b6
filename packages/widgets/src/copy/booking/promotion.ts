import type { PromotionRefusal } from '@botaniqal/shared/pricing/promotion.ts';

/** The words around a promotion code. */
export const promotionCopy = {
  label: 'Promotion code',
  apply: 'Apply',
  applying: 'Checking…',
  code: (code: string) => `Code ${code} applied`,
  applied: (code: string, price: string) => `Code ${code} applied. You pay ${price}.`,
  remove: 'Remove code',
  removed: (price: string) => `Code removed. You pay ${price}.`,
  missing: 'Enter your promotion code.',
  tooManyTries: 'There were too many tries. Go on without a code, or try again in an hour.',
} as const;

/** Why a code gives no discount. */
export const refusedCode: Readonly<Record<PromotionRefusal, string>> = {
  unknown: 'We do not know this code. Check how it is spelt.',
  not_yet_valid: 'This code is not valid yet.',
  expired: 'This code has expired.',
  not_applicable: 'This code is for other appointments.',
  minimum_not_reached: 'This code is for appointments that cost more.',
  package_is_better: 'You already save more without this code.',
  below_minimum_charge: 'This code cannot be used for this price.',
};
