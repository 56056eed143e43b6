import type { JobRun } from '../../platform/jobs/job.ts';
import type { PaymentDeps } from './deps.ts';
import { PaymentNotSettled } from './settle-payment.ts';

/** Longer than any answer can be late, and than a job can wait. */
const lookBackMs = 26 * 3_600_000;

/**
 * Ends payments that may exist although their making was never answered. Nobody has their secret, so nobody can
 * have paid them; ended, they do not lie about.
 */
export function dropPaymentJob(
  deps: PaymentDeps,
  run: Pick<JobRun<{ bookingId: string }>, 'payload'>,
): Promise<void> {
  return endLeftOver(deps, run.payload.bookingId);
}

/** Ends every payment that the vendor has for a booking. @throws PaymentNotSettled, UpstreamError */
export async function endLeftOver(deps: PaymentDeps, bookingId: string): Promise<void> {
  const now = deps.clock.now();
  const from = new Date(now.getTime() - lookBackMs);
  const to = new Date(now.getTime() + 60_000);
  const left = await deps.gateway.list({ from, to, bookingId });
  for (const payment of left) {
    if (payment.state === 'cancelled') continue;
    const outcome = await deps.gateway.cancel(payment.id);
    if (outcome.kind !== 'cancelled' && outcome.kind !== 'already_cancelled') {
      throw new PaymentNotSettled(`drop: ${outcome.kind}`);
    }
  }
}
