import type { Jobs } from '../../platform/jobs/jobs.ts';
import { dropPaymentJob } from './abandon-payment.ts';
import type { PaymentDeps, PaymentOwner } from './deps.ts';
import { handleNotice } from './handle-webhook-event.ts';
import { dropPayment, handlePaymentNotice, settlePayment } from './jobs.ts';
import { handOver, settlePaymentJob } from './reconcile-payment.ts';

/** Says what the jobs of payments do, and what happens when they have failed every time. */
export function registerPayments(
  deps: PaymentDeps,
  owner: PaymentOwner,
  jobs: Pick<Jobs, 'work' | 'onGivenUp'>,
): void {
  jobs.work(settlePayment, (run) => settlePaymentJob(deps, owner, run));
  jobs.onGivenUp(settlePayment, ({ payload }) => handOver(deps, owner, payload.bookingId));
  jobs.work(handlePaymentNotice, (run) => handleNotice(deps, owner, run));
  jobs.onGivenUp(handlePaymentNotice, async ({ log }) => {
    // The sweeper looks at every payment that is not where it should be, with or without a notice.
    log.error('A payment notice could not be handled for a day');
  });
  jobs.work(dropPayment, (run) => dropPaymentJob(deps, run));
  jobs.onGivenUp(dropPayment, async ({ log, payload }) => {
    // It was never shown to anybody, so nobody can pay it.
    log.error('A payment that nobody has may be left at Stripe', { bookingId: payload.bookingId });
  });
}
