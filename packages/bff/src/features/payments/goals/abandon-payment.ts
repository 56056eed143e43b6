import { hourMs } from '@botaniqal/shared/time/duration.ts';
import type { JobRun } from '../../../platform/jobs/job.ts';
import type { PaymentGateway } from '../../../ports/payments/gateway.ts';
import type { PaymentDeps } from '../deps.ts';
import { GoalNotReached } from './reconcile-payment.ts';

/** The provider's clock may differ from ours, and counts whole seconds. */
const earlierMs = 5 * 60_000;
/** A page may repeat the request while its time is held. */
const laterMs = 3 * hourMs;

/**
 * Cancels payments that may exist although the answer to their making was lost. No page has their token, so no patient
 * can have paid them.
 */
export function abandonPayment(
  deps: PaymentDeps,
  run: Pick<JobRun<{ bookingId: string; provider: string; askedAt: string }>, 'payload'>,
): Promise<void> {
  const { bookingId, provider, askedAt } = run.payload;
  return cancelLeftovers(deps.gateways.of(provider), bookingId, new Date(askedAt));
}

/**
 * Cancels every payment that a provider has for a booking.
 * @param askedAt when they were asked for: the provider finds them by time
 * @throws GoalNotReached, UpstreamError
 */
export async function cancelLeftovers(
  gateway: PaymentGateway,
  bookingId: string,
  askedAt: Date,
): Promise<void> {
  const from = new Date(askedAt.getTime() - earlierMs);
  const to = new Date(askedAt.getTime() + laterMs);
  for (const payment of await gateway.list({ from, to, bookingId })) {
    if (payment.state === 'cancelled') continue;
    const outcome = await gateway.cancel(payment.id);
    if (outcome.kind !== 'cancelled' && outcome.kind !== 'already_cancelled') {
      throw new GoalNotReached(`abandon: ${outcome.kind}`);
    }
  }
}
