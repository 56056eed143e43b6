import type { PaymentDeps } from './deps.ts';
import { dropPayment } from './jobs.ts';
import { keepNewPayment, type StoredPayment } from './stored-payment.ts';

export interface NewPayment {
  bookingId: string;
  /** Whole cents. */
  amountCents: number;
  currency: string;
  /** What stands on the receipt: no health information. */
  description: string;
  receiptEmail: string;
}

/**
 * Makes the payment of a booking, which the patient then authorises on the page. Asked again for the same booking it
 * is the same payment.
 * @returns `null` when the vendor cannot make one now; what a lost answer may have left behind is ended by a job
 */
export async function preparePayment(deps: PaymentDeps, wanted: NewPayment): Promise<StoredPayment | null> {
  const outcome = await deps.gateway.prepare({
    ...wanted,
    idempotencyKey: `booking:${wanted.bookingId}:pay`,
  });
  deps.metrics.payments.inc({ act: 'prepare', outcome: outcome.kind });
  if (outcome.kind === 'ready' && outcome.payment.clientSecret !== null) {
    const { payment } = outcome;
    return keepNewPayment(deps, wanted.bookingId, { ...payment, clientSecret: outcome.payment.clientSecret });
  }
  deps.log.warn('A payment could not be prepared', {
    bookingId: wanted.bookingId,
    outcome: outcome.kind,
    ...('cause' in outcome ? { error: outcome.cause } : {}),
  });
  if (outcome.kind === 'unknown') {
    const left = { bookingId: wanted.bookingId, askedAt: deps.clock.now().toISOString() };
    await deps.store.db.transaction((tx) =>
      deps.jobs.enqueue(tx, dropPayment, left, { startAfterSeconds: 60 }),
    );
  }
  return null;
}
