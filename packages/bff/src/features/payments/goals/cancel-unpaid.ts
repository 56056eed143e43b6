import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { PaymentDeps } from '../deps.ts';
import { cancelLeftovers } from './abandon-payment.ts';
import { GoalNotReached, lookAtPayment } from './reconcile-payment.ts';

/**
 * Cancels the payment of a booking that was not paid in time, so that it can no longer be paid.
 * @param askedAt when it was asked for: finds a payment that was made, but never stored
 * @returns `authorised` when it was paid after all; it stays as it is
 * @throws GoalNotReached, UpstreamError when it must be tried again later
 */
export async function cancelUnpaid(
  deps: PaymentDeps,
  { bookingId, askedAt }: { bookingId: string; askedAt: Date },
): Promise<'ended' | 'authorised'> {
  const payment = await lookAtPayment(deps, bookingId);
  if (!payment) {
    // No row says which provider it was made at.
    for (const gateway of deps.gateways.all) await cancelLeftovers(gateway, bookingId, askedAt);
    return 'ended';
  }
  if (payment.state === 'cancelled') return 'ended';
  if (payment.state === 'authorised') return 'authorised';
  const outcome = await deps.gateways.of(payment.provider).cancel(payment.paymentId);
  deps.metrics.payments.inc({ act: 'cancel', outcome: outcome.kind });
  if (outcome.kind === 'cancelled' || outcome.kind === 'already_cancelled') return 'ended';
  const cause = 'cause' in outcome ? outcome.cause : undefined;
  throw cause instanceof UpstreamError ? cause : new GoalNotReached(`cancel: ${outcome.kind}`);
}
