import type { ClientContext } from '../../platform/http-client/index.ts';
import type { PaymentGateway } from '../../ports/payments/gateway.ts';
import type { PaymentWebhooks } from '../../ports/payments/webhooks.ts';
import { connectToStripe, type StripeSettings } from './connection.ts';
import { createPaymentGateway } from './payment-gateway.ts';
import { createPaymentWebhooks } from './webhooks.ts';

export interface Payments {
  gateway: PaymentGateway;
  webhooks: PaymentWebhooks;
}

/** Everything that the clinic does with Stripe, over one connection and its limits. */
export function createPayments(
  settings: StripeSettings & { webhookSecret: string; publishableKey: string; scriptUrl: string },
  context: ClientContext,
): Payments {
  const connection = connectToStripe(settings, context);
  return {
    gateway: createPaymentGateway(connection, {
      publishableKey: settings.publishableKey,
      scriptUrl: settings.scriptUrl,
    }),
    webhooks: createPaymentWebhooks(connection.webhooks, [settings.webhookSecret], context.clock),
  };
}
