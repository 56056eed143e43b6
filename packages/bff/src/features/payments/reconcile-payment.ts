import { and, eq } from 'drizzle-orm';
import type { JobRun } from '../../platform/jobs/job.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { PaymentDeps } from './deps.ts';
import { dueBack, nextAct, type PaymentAct } from './payment-goal.ts';
import { decidingFacts, noteReading, paymentOf, type StoredPayment } from './stored-payment.ts';
import { bookingPayments } from './tables.ts';

type Run = Pick<JobRun<{ bookingId: string }>, 'payload'>;

/** Not there yet: look again later. A job that throws it is tried again. */
export class PaymentNotSettled extends Error {
  override name = 'PaymentNotSettled';
}

/** More rounds than any way through the table has. */
const mostRounds = 6;

/**
 * Reads the payment of a booking at the vendor, and keeps what it says.
 * @returns `null` for a booking without a payment
 * @throws UpstreamError when it cannot be read
 */
export async function lookAtPayment(deps: PaymentDeps, bookingId: string): Promise<StoredPayment | null> {
  const stored = await paymentOf(deps.store.db, bookingId);
  if (!stored) return null;
  const payment = await deps.gateway.read(stored.paymentId);
  if (!payment) throw new UpstreamError('stripe', 'not_found');
  if (payment.amountCents !== stored.amountCents || payment.bookingId !== bookingId) {
    throw new Error('The vendor has another amount or booking for this payment than we asked for.');
  }
  return noteReading(deps, stored, payment);
}

/**
 * Does what the goal wants, one act after the other, reading the vendor's state in between: done twice, or by two
 * processes at once, or after a kill, it comes to the same.
 * @returns `staff` when only a person can do it
 * @throws PaymentNotSettled, UpstreamError when it must be tried again later
 */
export async function bringAbout(deps: PaymentDeps, bookingId: string): Promise<'done' | 'staff'> {
  for (let round = 0; round < mostRounds; round += 1) {
    const payment = await lookAtPayment(deps, bookingId);
    if (!payment) return 'done';
    const act = nextAct(payment.goal, decidingFacts(payment));
    if (act === 'done' || act === 'staff') return act;
    if (act === 'wait') throw new PaymentNotSettled(`still ${payment.state}`);
    const outcome = await perform(deps, payment, act);
    deps.metrics.payments.inc({ act, outcome });
    if (outcome === 'declined') return 'staff';
    if (isFailure(outcome)) throw new PaymentNotSettled(`${act}: ${outcome}`);
  }
  throw new PaymentNotSettled('it goes in circles');
}

/** The first try to take the money, while somebody waits. Whatever comes of it, the job goes on. */
export async function captureNow(deps: PaymentDeps, bookingId: string): Promise<void> {
  try {
    const stored = await paymentOf(deps.store.db, bookingId);
    if (stored?.goal !== 'capture' || stored.settledAt !== null) return;
    const outcome = await deps.gateway.capture(stored.paymentId);
    deps.metrics.payments.inc({ act: 'capture', outcome: outcome.kind });
    if (outcome.kind !== 'captured' && outcome.kind !== 'already_captured') {
      deps.log.warn('A payment was not captured at once', { bookingId, outcome: outcome.kind });
      return;
    }
    await noteReading(deps, stored, outcome.payment);
    await markSettled(deps, bookingId);
  } catch (error) {
    // Of the store: the money may be taken all the same, and the job finds out.
    deps.log.warn('A payment was not captured at once', { bookingId, error });
  }
}

/** The job: brings a payment to its goal, or to a person. */
export async function settlePaymentJob(deps: PaymentDeps, run: Run): Promise<void> {
  const { bookingId } = run.payload;
  const stored = await paymentOf(deps.store.db, bookingId);
  if (!stored || stored.goal === 'keep' || stored.settledAt !== null) return;
  const end = await bringAbout(deps, bookingId);
  if (end === 'staff') return handOver(deps, stored.bookingId);
  await markSettled(deps, bookingId);
}

/** After a day of tries, or when no try can help: payments rest, and bookings ask a person to act. */
export async function handOver(deps: PaymentDeps, bookingId: string): Promise<void> {
  const payment = await paymentOf(deps.store.db, bookingId);
  if (!payment || payment.goal === 'keep' || payment.settledAt !== null) return;
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await deps.events.emit(tx, 'payment.stuck', { bookingId });
    await tx.update(bookingPayments).set({ settledAt: now, updatedAt: now }).where(asItWas(payment));
  });
}

async function markSettled(deps: PaymentDeps, bookingId: string): Promise<void> {
  const now = deps.clock.now();
  const payment = await paymentOf(deps.store.db, bookingId);
  if (!payment || nextAct(payment.goal, decidingFacts(payment)) !== 'done') return;
  await deps.store.db.update(bookingPayments).set({ settledAt: now, updatedAt: now }).where(asItWas(payment));
}

/** The goal may move on at any moment: then its own job settles it. */
function asItWas(payment: StoredPayment) {
  return and(eq(bookingPayments.bookingId, payment.bookingId), eq(bookingPayments.goal, payment.goal));
}

/** One act at the vendor. Its result is read again before the next; only a refund's id is kept from it. */
async function perform(
  deps: PaymentDeps,
  payment: StoredPayment,
  act: Extract<PaymentAct, 'capture' | 'cancel' | 'refund'>,
): Promise<string> {
  if (act === 'capture') return (await deps.gateway.capture(payment.paymentId)).kind;
  if (act === 'cancel') return (await deps.gateway.cancel(payment.paymentId)).kind;
  const amountCents = dueBack(payment.goal, payment) - payment.refundedCents;
  const outcome = await deps.gateway.refund({
    paymentId: payment.paymentId,
    amountCents,
    idempotencyKey: `booking:${payment.bookingId}:refund:${payment.refundedCents}`,
  });
  if (outcome.kind === 'refunded') {
    await deps.store.db
      .update(bookingPayments)
      .set({ refundId: outcome.refund.id, updatedAt: deps.clock.now() })
      .where(eq(bookingPayments.bookingId, payment.bookingId));
  }
  return outcome.kind;
}

function isFailure(outcome: string): boolean {
  return ['unknown', 'unreachable', 'limited', 'refused', 'not_found'].includes(outcome);
}
