import type { TaskFacts, TaskKind } from '../../staff-tasks/index.ts';
import { takenByStaff } from '../collected.ts';
import type { PaymentDeps } from '../deps.ts';
import { methodWords } from '../method-words.ts';
import { paymentOf } from '../stored-payment.ts';
import { dueBack, type Goal } from './payment-goal.ts';

const kindOf: Readonly<Record<Exclude<Goal, 'none'>, TaskKind>> = {
  capture: 'payment_not_captured',
  release: 'payment_not_released',
  refund: 'payment_not_refunded',
};

/** The tasks about a payment that is stuck. They close when it reaches its goal after all. */
export const stuckKinds: readonly TaskKind[] = Object.values(kindOf);

/**
 * What a person must do about a payment that cannot reach its goal by itself; `null` when nothing is left to do.
 * `owedCents`: how much of the money that was taken is still due back to the patient.
 */
export async function stuckPaymentTask(
  deps: Pick<PaymentDeps, 'store' | 'gateways'>,
  bookingId: string,
): Promise<{ kind: TaskKind; facts: TaskFacts; owedCents: number } | null> {
  const payment = await paymentOf(deps.store.db, bookingId);
  if (!payment || payment.goal === 'none') return null;
  const due = dueBack(payment.goal, payment);
  if (payment.provider === takenByStaff) {
    const { amountCents, method } = payment;
    const reason = `Taken on the phone: ${methodWords(method ?? 'other')}`;
    const facts = { amountCents, refundCents: due - payment.refundedCents, reason };
    // No email of ours promised that it is on its way by itself.
    return { kind: 'collected_payment_to_return', facts, owedCents: 0 };
  }
  const bounced = payment.refundId !== null && payment.refundedCents < due;
  return {
    owedCents: payment.state === 'captured' ? Math.max(0, due - payment.refundedCents) : 0,
    kind: kindOf[payment.goal],
    facts: {
      paymentId: payment.paymentId,
      amountCents: payment.amountCents,
      refundCents: due,
      reason: bounced
        ? 'The bank sent the refund back'
        : `At ${deps.gateways.of(payment.provider).displayName} the payment is ${payment.state.replaceAll('_', ' ')}`,
    },
  };
}

export const disputeTask: TaskKind = 'payment_disputed';
