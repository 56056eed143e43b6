import { z } from 'zod';

/**
 * What Stripe sends, as far as we read it. The package's types say what Stripe documents; these say what arrived.
 * Unknown fields pass; statuses are texts, because new ones appear.
 */

const charge = z.looseObject({
  amount: z.number(),
  amount_captured: z.number(),
  amount_refunded: z.number(),
  captured: z.boolean(),
  payment_method_details: z
    .looseObject({ card: z.looseObject({ capture_before: z.number().nullish() }).nullish() })
    .nullish(),
});

export const paymentIntent = z.looseObject({
  id: z.string(),
  status: z.string(),
  amount: z.number().int(),
  amount_received: z.number().int().nullish(),
  currency: z.string(),
  client_secret: z.string().nullish(),
  created: z.number(),
  cancellation_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  last_payment_error: z
    .looseObject({ code: z.string().nullish(), decline_code: z.string().nullish() })
    .nullish(),
  /** Expanded in everything that we ask; a bare id when it was not. */
  latest_charge: z.union([z.string(), charge]).nullish(),
});
export type PaymentIntentWire = z.infer<typeof paymentIntent>;

export const refund = z.looseObject({
  id: z.string(),
  amount: z.number().int(),
  status: z.string().nullish(),
});
export type RefundWire = z.infer<typeof refund>;

export const event = z.looseObject({
  id: z.string().min(1),
  type: z.string(),
  created: z.number(),
  data: z.looseObject({
    object: z.looseObject({
      id: z.string().nullish(),
      object: z.string().nullish(),
      /** An id, or the object when the endpoint's version expands it. */
      payment_intent: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
});
export type EventWire = z.infer<typeof event>;
