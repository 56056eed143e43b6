import { UpstreamError } from '../../platform/upstream-error.ts';
import { endLeftOver } from './abandon-payment.ts';
import type { PaymentDeps } from './deps.ts';
import { lookAtPayment, PaymentNotSettled } from './reconcile-payment.ts';

/**
 * Ends the payment of a booking that was not paid in time, so that it cannot be paid any more.
 * @param askedAt when it was asked for: a payment that was made, but never noted, is found by it
 * @returns `authorised` when it was paid after all; it is left as it is
 * @throws PaymentNotSettled, UpstreamError when it must be tried again later
 */
export async function endUnpaid(
  deps: PaymentDeps,
  { bookingId, askedAt }: { bookingId: string; askedAt: Date },
): Promise<'ended' | 'authorised'> {
  const payment = await lookAtPayment(deps, bookingId);
  if (!payment) {
    await endLeftOver(deps, bookingId, askedAt);
    return 'ended';
  }
  if (payment.state === 'cancelled') return 'ended';
  if (payment.state === 'authorised') return 'authorised';
  const outcome = await deps.gateway.cancel(payment.paymentId);
  deps.metrics.payments.inc({ act: 'cancel', outcome: outcome.kind });
  if (outcome.kind === 'cancelled' || outcome.kind === 'already_cancelled') return 'ended';
  const cause = 'cause' in outcome ? outcome.cause : undefined;
  throw cause instanceof UpstreamError ? cause : new PaymentNotSettled(`cancel: ${outcome.kind}`);
}
