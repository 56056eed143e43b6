import { and, eq } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { JobRun } from '../../../platform/jobs/job.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { closeStaffTask } from '../../staff-tasks/index.ts';
import { takenByStaff } from '../collected.ts';
import type { PaymentDeps } from '../deps.ts';
import { decidingFacts, paymentOf, type StoredPayment, storeReading } from '../stored-payment.ts';
import { bookingPayments } from '../tables.ts';
import { dueBack, nextAct, type PaymentAct } from './payment-goal.ts';

import { stuckKinds } from './payment-tasks.ts';

type Run = Pick<JobRun<{ bookingId: string }>, 'payload'>;

/** The payment has not reached its goal yet. A job that throws this is tried again later. */
export class GoalNotReached extends Error {
  override name = 'GoalNotReached';
}

/** More rounds than any path through the table of acts needs. */
const mostRounds = 6;

/**
 * Reads the payment of a booking at its provider, and stores the answer.
 * @returns `null` for a booking without a payment
 * @throws UpstreamError when it cannot be read
 */
export async function lookAtPayment(deps: PaymentDeps, bookingId: string): Promise<StoredPayment | null> {
  const stored = await paymentOf(deps.store.db, bookingId);
  // Only staff know what became of money that they took.
  if (!stored || stored.provider === takenByStaff) return stored;
  const gateway = deps.gateways.of(stored.provider);
  const payment = await gateway.read(stored.paymentId);
  if (!payment) throw new UpstreamError(gateway.provider, 'not_found');
  if (payment.amountCents !== stored.amountCents || payment.bookingId !== bookingId) {
    throw new Error('The provider has another amount or booking for this payment than we asked for.');
  }
  return storeReading(deps, stored, payment);
}

/**
 * Does what the goal needs, one act after the other, and reads the provider's state in between. The result is the same
 * when it runs twice, in two processes at once, or after a kill.
 * @returns `staff` when only a person can do it
 * @throws GoalNotReached, UpstreamError when it must be tried again later
 */
export async function reachGoal(deps: PaymentDeps, bookingId: string): Promise<'done' | 'staff'> {
  for (let round = 0; round < mostRounds; round += 1) {
    const payment = await lookAtPayment(deps, bookingId);
    if (!payment) return 'done';
    const act = nextAct(payment.goal, decidingFacts(payment));
    if (act === 'done' || act === 'staff') return act;
    if (payment.provider === takenByStaff) return 'staff';
    if (act === 'wait') throw new GoalNotReached(`still ${payment.state}`);
    const outcome = await perform(deps, payment, act);
    deps.metrics.payments.inc({ act, outcome });
    if (outcome === 'declined') return 'staff';
    if (isFailure(outcome)) throw new GoalNotReached(`${act}: ${outcome}`);
  }
  throw new GoalNotReached('too many rounds');
}

/** The first try to take the money, while the patient waits. After a failure the job tries again. */
export async function captureNow(deps: PaymentDeps, bookingId: string): Promise<void> {
  try {
    const stored = await paymentOf(deps.store.db, bookingId);
    if (stored?.goal !== 'capture' || stored.reconciledAt !== null) return;
    const outcome = await deps.gateways.of(stored.provider).capture(stored.paymentId);
    deps.metrics.payments.inc({ act: 'capture', outcome: outcome.kind });
    if (outcome.kind !== 'captured' && outcome.kind !== 'already_captured') {
      deps.log.warn('A payment was not captured at once', { bookingId, outcome: outcome.kind });
      return;
    }
    await storeReading(deps, stored, outcome.payment);
    await markSettled(deps, bookingId);
  } catch (error) {
    // A fault of our store. The money may be taken, and the job finds out.
    deps.log.warn('A payment was not captured at once', { bookingId, error });
  }
}

/** The job: brings a payment to its goal, or hands it to a person. */
export async function reconcilePayment(deps: PaymentDeps, run: Run): Promise<void> {
  const { bookingId } = run.payload;
  const stored = await paymentOf(deps.store.db, bookingId);
  if (!stored || stored.goal === 'none' || stored.reconciledAt !== null) return;
  const end = await reachGoal(deps, bookingId);
  if (end === 'staff') return handOver(deps, stored.bookingId);
  await markSettled(deps, bookingId);
}

/** After a day of tries, or when no try can help: payments rest, and bookings ask a person to act. */
export async function handOver(deps: PaymentDeps, bookingId: string): Promise<void> {
  const payment = await paymentOf(deps.store.db, bookingId);
  if (!payment || payment.goal === 'none' || payment.reconciledAt !== null) return;
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await deps.events.emit(tx, 'payment.stuck', { bookingId });
    await tx.update(bookingPayments).set({ reconciledAt: now, updatedAt: now }).where(asItWas(payment));
  });
}

async function markSettled(deps: PaymentDeps, bookingId: string): Promise<void> {
  const now = deps.clock.now();
  const payment = await paymentOf(deps.store.db, bookingId);
  if (!payment || nextAct(payment.goal, decidingFacts(payment)) !== 'done') return;
  await deps.store.db.transaction(async (tx) => {
    const settled = await tx
      .update(bookingPayments)
      .set({ reconciledAt: now, updatedAt: now })
      .where(asItWas(payment))
      .returning({ id: bookingPayments.id });
    if (settled.length === 0) return;
    const action = settledAs(payment);
    if (action) {
      const subject = { kind: 'booking', id: bookingId } as const;
      await recordAccess(tx, { actor: { kind: 'system' }, action, subject, at: now });
    }
    for (const kind of stuckKinds) await closeStaffTask(tx, deps, { kind, subject: bookingId });
    await publishLive(tx, { kind: 'payment', id: bookingId });
  });
}

/** What the audit trail says of a payment that has reached its goal; `null`: nothing was to be done. */
function settledAs({ goal, state }: StoredPayment): string | null {
  if (goal === 'none') return null;
  if (state === 'cancelled') return 'payment.released';
  return goal === 'capture' ? 'payment.captured' : 'payment.refunded';
}

/** The row, unless its goal has changed since: then the job of the new goal handles it. */
function asItWas(payment: StoredPayment) {
  return and(
    eq(bookingPayments.id, payment.id),
    eq(bookingPayments.goal, payment.goal),
    eq(bookingPayments.refundCents, payment.refundCents),
  );
}

/** One act at the provider. The payment is read again before the next act; only a refund's id is stored from this one. */
async function perform(
  deps: PaymentDeps,
  payment: StoredPayment,
  act: Extract<PaymentAct, 'capture' | 'cancel' | 'refund'>,
): Promise<string> {
  const gateway = deps.gateways.of(payment.provider);
  if (act === 'capture') return (await gateway.capture(payment.paymentId)).kind;
  if (act === 'cancel') return (await gateway.cancel(payment.paymentId)).kind;
  const amountCents = dueBack(payment.goal, payment) - payment.refundedCents;
  const outcome = await gateway.refund({
    paymentId: payment.paymentId,
    amountCents,
    idempotencyKey: `payment:${payment.id}:refund:${payment.refundedCents}${payment.refundRound > 0 ? `:${payment.refundRound}` : ''}`,
  });
  if (outcome.kind === 'refunded') {
    await deps.store.db
      .update(bookingPayments)
      .set({ refundId: outcome.refund.id, updatedAt: deps.clock.now() })
      .where(eq(bookingPayments.id, payment.id));
  }
  return outcome.kind;
}

function isFailure(outcome: string): boolean {
  return ['unknown', 'unreachable', 'limited', 'refused', 'not_found'].includes(outcome);
}
