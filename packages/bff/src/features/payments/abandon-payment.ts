import type { JobRun } from '../../platform/jobs/job.ts';
import type { PaymentDeps } from './deps.ts';
import { PaymentNotSettled } from './reconcile-payment.ts';

/** The vendor's clock and ours, and its counting in whole seconds. */
const earlierMs = 5 * 60_000;
/** A page may ask again for as long as its time is held. */
const laterMs = 3 * 3_600_000;

/**
 * Ends payments that may exist although their making was never answered. Nobody has their secret, so nobody can
 * have paid them; ended, they do not lie about.
 */
export function dropPaymentJob(
  deps: PaymentDeps,
  run: Pick<JobRun<{ bookingId: string; askedAt: string }>, 'payload'>,
): Promise<void> {
  const { bookingId, askedAt } = run.payload;
  return endLeftOver(deps, bookingId, new Date(askedAt));
}

/**
 * Ends every payment that the vendor has for a booking.
 * @param askedAt when they were asked for: the vendor finds them by time
 * @throws PaymentNotSettled, UpstreamError
 */
export async function endLeftOver(deps: PaymentDeps, bookingId: string, askedAt: Date): Promise<void> {
  const from = new Date(askedAt.getTime() - earlierMs);
  const to = new Date(askedAt.getTime() + laterMs);
  const left = await deps.gateway.list({ from, to, bookingId });
  for (const payment of left) {
    if (payment.state === 'cancelled') continue;
    const outcome = await deps.gateway.cancel(payment.id);
    if (outcome.kind !== 'cancelled' && outcome.kind !== 'already_cancelled') {
      throw new PaymentNotSettled(`drop: ${outcome.kind}`);
    }
  }
}
