import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { Problem } from '../../platform/problem.ts';
import type { PaymentWebhookEvent } from '../../ports/payments/webhooks.ts';
import type { PaymentNoticeDeps } from './deps.ts';
import { handlePaymentNotice } from './jobs.ts';
import { paymentNotices } from './tables.ts';

/**
 * The page that took the card goes on by itself within this time, as a rule; the notice is for when it was closed.
 * Both at once would do no harm, but the page would have to ask again how it stands.
 */
const headStartSeconds = 3;

/** `POST /api/webhooks/stripe`: believed by its signature, stored once, acted on by a job. */
export function paymentNoticeRoutes(
  deps: Pick<PaymentNoticeDeps, 'store' | 'jobs' | 'clock' | 'webhooks'>,
): Route[] {
  return [
    route(
      {
        method: 'post',
        path: endpoints.stripeWebhook,
        summary: 'Take a notice from Stripe',
        description:
          'Signed by `Stripe-Signature` over the raw body, five minutes ago at most. A repeat changes nothing.',
        tag: 'webhooks',
        kind: 'webhook',
        answers: { 204: { description: 'Stored, or known already' } },
        problems: ['unauthorized'],
      },
      async ({ c }) => {
        const body = new Uint8Array(await c.req.arrayBuffer());
        const notice = await deps.webhooks.read({ body, signature: c.req.header('stripe-signature') });
        if (!notice) throw new Problem('unauthorized', 'The signature is missing, wrong or too old.');
        if (notice.kind !== 'other') await keep(notice);
        return c.body(null, 204);
      },
    ),
  ];

  async function keep({ key, kind, paymentId, bookingId, at }: PaymentWebhookEvent): Promise<void> {
    await deps.store.db.transaction(async (tx) => {
      const [stored] = await tx
        .insert(paymentNotices)
        .values({ key, kind, paymentId, bookingId, happenedAt: at, receivedAt: deps.clock.now() })
        .onConflictDoNothing()
        .returning({ id: paymentNotices.id });
      if (!stored) return;
      const startAfterSeconds = kind === 'authorised' ? headStartSeconds : 0;
      await deps.jobs.enqueue(tx, handlePaymentNotice, { noticeId: stored.id }, { startAfterSeconds });
    });
  }
}
