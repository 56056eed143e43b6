import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Problem } from '../../platform/problem.ts';
import { type WebhookProvider, webhookProvider } from '../../platform/webhook-inbox/index.ts';
import type { PaymentDeps, PaymentWebhookDeps } from './deps.ts';
import { followPayment } from './goals/follow-payment.ts';
import type { StoredPayment } from './stored-payment.ts';
import { bookingPayments } from './tables.ts';

/** The ids that a payment event is about, as the provider has them. */
const subjects = z.object({ paymentId: z.string().nullable(), bookingId: z.string().nullable() });

/**
 * The page that took the card usually continues by itself within this time. The event is for a page that was closed.
 * Both at once do no harm, but the page would have to ask again for the result.
 */
const headStartSeconds = 3;

/**
 * The payment webhooks. An event is only a reason to look: it can come late, twice or out of order, so the payment is
 * read at its provider, and that state decides.
 */
export function paymentWebhooks(deps: PaymentWebhookDeps): WebhookProvider {
  const { provider, displayName, signatureHeader } = deps.webhooks;
  return webhookProvider({
    name: provider,
    addresses: [
      {
        path: endpoints.stripeWebhook,
        summary: `Take a webhook event from ${displayName}`,
        description: `Signed by \`${signatureHeader}\` over the raw body, five minutes ago at most. A repeat changes nothing.`,
      },
    ],
    subjects,
    async read({ c, body }) {
      const event = await deps.webhooks.read({ body, signature: c.req.header(signatureHeader) });
      if (!event) throw new Problem('unauthorized', 'The signature is missing, wrong or too old.');
      if (event.kind === 'other') return null;
      const { key, kind, paymentId, bookingId } = event;
      return { key, kind, subjects: { paymentId, bookingId } };
    },
    startAfterSeconds: ({ kind }) => (kind === 'authorised' ? headStartSeconds : 0),
    async handle({ kind, subjects: { paymentId } }) {
      const payment = paymentId === null ? null : await paymentNamed(deps, paymentId);
      // The account can have payments of other systems.
      if (payment) await follow(deps, payment.bookingId, kind);
    },
    async giveUp(_event, { log }) {
      // The sweeper looks at every payment that is not at its goal, with or without an event.
      log.error('A payment event could not be handled for a day');
    },
  });
}

async function paymentNamed(deps: PaymentDeps, paymentId: string): Promise<StoredPayment | null> {
  const [row] = await deps.store.db
    .select()
    .from(bookingPayments)
    .where(eq(bookingPayments.paymentId, paymentId));
  return row ?? null;
}

async function follow(deps: PaymentDeps, bookingId: string, kind: string): Promise<void> {
  if (kind === 'disputed') {
    await deps.store.db.transaction((tx) => deps.events.emit(tx, 'payment.disputed', { bookingId }));
  }
  await followPayment(deps, bookingId);
}
