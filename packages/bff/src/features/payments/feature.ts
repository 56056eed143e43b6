import { type Feature, worksOn } from '../../platform/feature.ts';
import type { PaymentWebhookDeps } from './deps.ts';
import { abandonPayment } from './goals/abandon-payment.ts';
import { recheckRefunds } from './goals/recheck-refunds.ts';
import { handOver, reconcilePayment } from './goals/reconcile-payment.ts';
import { abandonPaymentJob, reconcilePaymentJob } from './jobs.ts';
import { paymentSealedColumns } from './sealed-columns.ts';
import { paymentWebhooks } from './webhooks.ts';

/** Payments of bookings: authorised, captured, released, refunded. */
export function paymentsFeature(deps: PaymentWebhookDeps): Feature {
  return {
    name: 'payments',
    webhooks: [paymentWebhooks(deps)],
    jobs: [
      worksOn(reconcilePaymentJob, (run) => reconcilePayment(deps, run), {
        onGivenUp: ({ payload }) => handOver(deps, payload.bookingId),
      }),
      worksOn(abandonPaymentJob, (run) => abandonPayment(deps, run), {
        // No page ever showed this payment, so no patient can pay it.
        onGivenUp: async ({ log, payload }) =>
          log.error('An unused payment may be left at its provider', { bookingId: payload.bookingId }),
      }),
    ],
    schedules: [
      {
        name: 'recheck-refunds',
        everySeconds: 3600,
        expireSeconds: 600,
        run: async () => void (await recheckRefunds(deps)),
      },
    ],
    sealedColumns: paymentSealedColumns,
  };
}
