import type Stripe from 'stripe';
import type { Clock } from '../../platform/clock.ts';
import type { PaymentNotices } from '../../ports/payments.ts';
import { noticeFrom } from './mapping.ts';
import { event } from './wire.ts';

/** Five minutes, Stripe's own tolerance. */
const toleranceSeconds = 300;

/**
 * @param secrets the full `whsec_…` texts; more than one while a secret is being changed (Stripe then signs with
 * both, but the endpoint's own roll may lag behind ours)
 */
export function createPaymentNotices(
  webhooks: Stripe['webhooks'],
  secrets: readonly string[],
  clock: Clock,
): PaymentNotices {
  async function genuine(body: Uint8Array, signature: string): Promise<unknown> {
    for (const secret of secrets) {
      try {
        return await webhooks.constructEventAsync(
          body,
          signature,
          secret,
          toleranceSeconds,
          undefined,
          clock.now().getTime(),
        );
      } catch {
        // Another secret, an old time, other bytes, no JSON: not believed, whatever it is.
      }
    }
    return null;
  }

  return {
    async read({ body, signature }) {
      if (signature === undefined || body.byteLength === 0) return null;
      const parsed = event.safeParse(await genuine(body, signature));
      return parsed.success ? noticeFrom(parsed.data) : null;
    },
  };
}
