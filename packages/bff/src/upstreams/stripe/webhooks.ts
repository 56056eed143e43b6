import type Stripe from 'stripe';
import type { Clock } from '../../platform/clock.ts';
import type { PaymentWebhooks } from '../../ports/payments/webhooks.ts';
import { displayName } from './display-name.ts';
import { webhookEventFrom } from './mapping.ts';
import { event } from './wire.ts';

/** Five minutes, Stripe's own tolerance. */
const toleranceSeconds = 300;

/**
 * @param secrets the full `whsec_…` texts; there are two while a secret is being changed (Stripe then signs with both,
 * but may change later than we do)
 */
export function createPaymentWebhooks(
  webhooks: () => Promise<Stripe['webhooks']>,
  secrets: readonly string[],
  clock: Clock,
): PaymentWebhooks {
  async function genuine(body: Uint8Array, signature: string): Promise<unknown> {
    const verifier = await webhooks();
    for (const secret of secrets) {
      try {
        return await verifier.constructEventAsync(
          body,
          signature,
          secret,
          toleranceSeconds,
          undefined,
          clock.now().getTime(),
        );
      } catch {
        // Another secret, an old time, other bytes or no JSON: every one is refused.
      }
    }
    return null;
  }

  return {
    provider: 'stripe',
    displayName,
    signatureHeader: 'Stripe-Signature',

    async read({ body, signature }) {
      if (signature === undefined || body.byteLength === 0) return null;
      const parsed = event.safeParse(await genuine(body, signature));
      return parsed.success ? webhookEventFrom(parsed.data) : null;
    },
  };
}
