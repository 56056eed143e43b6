import { eq, lt } from 'drizzle-orm';
import type { JobRun } from '../../platform/jobs/job.ts';
import type { PaymentDeps } from './deps.ts';
import { reconcilePaymentJob } from './jobs.ts';
import { nextAct } from './payment-goal.ts';
import { lookAtPayment } from './reconcile-payment.ts';
import { decidingFacts, type StoredPayment } from './stored-payment.ts';
import { bookingPayments, paymentNotices } from './tables.ts';

/** Long after the vendor has stopped to repeat a delivery (three days), a notice is of no use. */
const keptMs = 30 * 86_400_000;

type Notice = typeof paymentNotices.$inferSelect;

/**
 * What follows from a notice. What it says is only a reason to look: late, twice or out of order, the payment is read
 * at the vendor, and what it is there decides.
 */
export async function handleNotice(
  deps: PaymentDeps,
  run: Pick<JobRun<{ noticeId: number }>, 'payload' | 'signal'>,
): Promise<void> {
  const [notice] = await deps.store.db
    .select()
    .from(paymentNotices)
    .where(eq(paymentNotices.id, run.payload.noticeId));
  if (!notice) return;
  const known = await paymentNamed(deps, notice);
  // Not one of ours: the account may have other payments.
  if (known) await follow(deps, known.bookingId, notice.kind);
  const now = deps.clock.now();
  await deps.store.db.update(paymentNotices).set({ handledAt: now }).where(eq(paymentNotices.id, notice.id));
  await deps.store.db
    .delete(paymentNotices)
    .where(lt(paymentNotices.handledAt, new Date(now.getTime() - keptMs)));
}

async function paymentNamed(deps: PaymentDeps, notice: Notice): Promise<StoredPayment | null> {
  if (notice.paymentId === null) return null;
  const [row] = await deps.store.db
    .select()
    .from(bookingPayments)
    .where(eq(bookingPayments.paymentId, notice.paymentId));
  return row ?? null;
}

async function follow(deps: PaymentDeps, bookingId: string, kind: string): Promise<void> {
  if (kind === 'disputed') await emit(deps, 'payment.disputed', bookingId);
  const payment = await lookAtPayment(deps, bookingId);
  if (!payment) return;
  if (payment.goal === 'none') {
    if (payment.state === 'authorised') await emit(deps, 'payment.authorised', bookingId);
    return;
  }
  if (nextAct(payment.goal, decidingFacts(payment)) === 'done') return;
  // It has left its goal again (a refund that the bank sent back), or is not there yet.
  await deps.store.db.transaction(async (tx) => {
    await tx.update(bookingPayments).set({ reconciledAt: null }).where(eq(bookingPayments.id, payment.id));
    await deps.jobs.enqueue(tx, reconcilePaymentJob, { bookingId });
  });
}

async function emit(
  deps: PaymentDeps,
  name: 'payment.authorised' | 'payment.disputed',
  bookingId: string,
): Promise<void> {
  await deps.store.db.transaction((tx) => deps.events.emit(tx, name, { bookingId }));
}
