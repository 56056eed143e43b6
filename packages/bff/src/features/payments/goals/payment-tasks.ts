import type { TaskFacts, TaskKind } from '../../staff-tasks/index.ts';
import type { PaymentDeps } from '../deps.ts';
import { paymentOf } from '../stored-payment.ts';
import { dueBack, type Goal } from './payment-goal.ts';

const kindOf: Readonly<Record<Exclude<Goal, 'none'>, TaskKind>> = {
  capture: 'payment_not_captured',
  release: 'payment_not_released',
  refund: 'payment_not_refunded',
};

/** What a person must do about a payment that cannot reach its goal by itself; `null` when nothing is left to do. */
export async function stuckPaymentTask(
  deps: Pick<PaymentDeps, 'store' | 'gateways'>,
  bookingId: string,
): Promise<{ kind: TaskKind; facts: TaskFacts } | null> {
  const payment = await paymentOf(deps.store.db, bookingId);
  if (!payment || payment.goal === 'none') return null;
  return {
    kind: kindOf[payment.goal],
    facts: {
      paymentId: payment.paymentId,
      amountCents: payment.amountCents,
      refundCents: dueBack(payment.goal, payment),
      reason: `At ${deps.gateways.of(payment.provider).displayName} the payment is ${payment.state.replaceAll('_', ' ')}`,
    },
  };
}

export const disputeTask: TaskKind = 'payment_disputed';
