import type { OutsideSurroundings } from '../../platform/http-client/index.ts';
import type { PaymentGateway, PaymentNotices } from '../../ports/payments.ts';
import { connectToStripe, type StripeSettings } from './connection.ts';
import { createPaymentGateway } from './payment-gateway.ts';
import { createPaymentNotices } from './webhooks.ts';

export interface Payments {
  gateway: PaymentGateway;
  notices: PaymentNotices;
}

/** Everything that the clinic does with Stripe, over one connection and its limits. */
export function createPayments(
  settings: StripeSettings & { webhookSecret: string },
  surroundings: OutsideSurroundings,
): Payments {
  const connection = connectToStripe(settings, surroundings);
  return {
    gateway: createPaymentGateway(connection),
    notices: createPaymentNotices(connection.stripe.webhooks, [settings.webhookSecret], surroundings.clock),
  };
}
