import type { PaymentDeps } from './deps.ts';
import { abandonPaymentJob } from './jobs.ts';
import { type StoredPayment, storeNewPayment } from './stored-payment.ts';

export interface NewPayment {
  bookingId: string;
  /** Whole cents. */
  amountCents: number;
  currency: string;
  /** Printed on the receipt: no health information. */
  description: string;
  receiptEmail: string;
}

/**
 * Makes the payment of a booking, which the patient then authorises on the page. A repeat for the same booking gives
 * the same payment.
 * @returns `null` when the provider cannot make one now; after a lost answer, a job cancels what may exist
 */
export async function preparePayment(deps: PaymentDeps, wanted: NewPayment): Promise<StoredPayment | null> {
  const gateway = deps.gateways.preferred;
  const outcome = await gateway.prepare({
    ...wanted,
    idempotencyKey: `booking:${wanted.bookingId}:pay`,
  });
  deps.metrics.payments.inc({ act: 'prepare', outcome: outcome.kind });
  if (outcome.kind === 'ready' && outcome.payment.clientToken !== null) {
    const { payment } = outcome;
    const stored = await storeNewPayment(
      deps,
      { bookingId: wanted.bookingId, provider: gateway.provider },
      { ...payment, clientToken: outcome.payment.clientToken },
    );
    // Another server was faster, with another provider: no page ever shows this payment.
    if (stored.provider !== gateway.provider) await gateway.cancel(payment.id);
    return stored;
  }
  deps.log.warn('A payment could not be prepared', {
    bookingId: wanted.bookingId,
    outcome: outcome.kind,
    ...('cause' in outcome ? { error: outcome.cause } : {}),
  });
  if (outcome.kind === 'unknown') {
    const left = {
      bookingId: wanted.bookingId,
      provider: gateway.provider,
      askedAt: deps.clock.now().toISOString(),
    };
    await deps.store.db.transaction((tx) =>
      deps.jobs.enqueue(tx, abandonPaymentJob, left, { startAfterSeconds: 60 }),
    );
  }
  return null;
}
