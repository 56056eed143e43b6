import { eq } from 'drizzle-orm';
import type { PaymentDeps } from '../deps.ts';
import { reconcilePaymentJob } from '../jobs.ts';
import { decidingFacts, paymentOf } from '../stored-payment.ts';
import { bookingPayments } from '../tables.ts';
import { nextAct } from './payment-goal.ts';
import { lookAtPayment } from './reconcile-payment.ts';

/** Reads a payment at its provider, and acts on what has changed there. */
export async function followPayment(deps: PaymentDeps, bookingId: string): Promise<void> {
  const before = await paymentOf(deps.store.db, bookingId);
  const payment = await lookAtPayment(deps, bookingId);
  if (!payment) return;
  if (payment.goal === 'none') {
    if (payment.state === 'authorised') {
      await deps.store.db.transaction((tx) => deps.events.emit(tx, 'payment.authorised', { bookingId }));
    }
    return;
  }
  const act = nextAct(payment.goal, decidingFacts(payment));
  if (act === 'done') return;
  // A person has it already, and the provider says nothing new.
  const isKnown = payment.reconciledAt !== null && before?.refundedCents === payment.refundedCents;
  if (act === 'staff' && isKnown) return;
  // The payment left its goal again (the bank sent a refund back), or has not reached it yet.
  await deps.store.db.transaction(async (tx) => {
    await tx.update(bookingPayments).set({ reconciledAt: null }).where(eq(bookingPayments.id, payment.id));
    await deps.jobs.enqueue(tx, reconcilePaymentJob, { bookingId });
  });
}
