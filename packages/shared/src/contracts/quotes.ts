import { z } from 'zod';
import { price, serviceId, visitKind } from './primitives.ts';
import { typedCode } from './typed.ts';

/**
 * `POST /api/quotes`: what a visit costs with a promotion code, before it is booked. A code that gives no discount is
 * refused under `promotionCode`; its `code` is one of `PromotionRefusal`.
 */
export const quoteRequest = z.object({
  service: serviceId,
  visit: visitKind,
  /** As the patient typed it. */
  promotionCode: typedCode().min(1, 'must not be empty').max(40),
});
export type QuoteRequest = z.infer<typeof quoteRequest>;

export const quoted = z.object({
  /** What is left to pay. */
  price,
  discountCents: z.number().int().nonnegative(),
  /** The code as the clinic writes it. */
  promotionCode: z.string(),
});
export type Quoted = z.infer<typeof quoted>;
