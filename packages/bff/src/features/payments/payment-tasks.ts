import type { Queryable } from '../../platform/store/database.ts';
import type { TaskFacts, TaskKind } from '../staff-tasks/index.ts';
import { dueBack, type Goal } from './payment-goal.ts';
import { paymentOf } from './stored-payment.ts';

const kindOf: Readonly<Record<Exclude<Goal, 'keep'>, TaskKind>> = {
  capture: 'payment_not_captured',
  release: 'payment_not_released',
  refund: 'payment_not_refunded',
};

/** What a person must do about a payment that cannot reach its goal by itself; `null` when nothing is left to do. */
export async function stuckPaymentTask(
  db: Queryable,
  bookingId: string,
): Promise<{ kind: TaskKind; facts: TaskFacts } | null> {
  const payment = await paymentOf(db, bookingId);
  if (!payment || payment.goal === 'keep') return null;
  return {
    kind: kindOf[payment.goal],
    facts: {
      paymentId: payment.paymentId,
      amountCents: payment.amountCents,
      refundCents: dueBack(payment.goal, payment),
      reason: `At Stripe the payment is ${payment.state.replaceAll('_', ' ')}`,
    },
  };
}

export const disputeTask: TaskKind = 'payment_disputed';
