import { type Feature, worksOn } from '../../platform/feature.ts';
import { abandonPayment } from './abandon-payment.ts';
import type { PaymentNoticeDeps } from './deps.ts';
import { handleNotice } from './handle-webhook-event.ts';
import { abandonPaymentJob, handlePaymentNotice, reconcilePaymentJob } from './jobs.ts';
import { handOver, reconcilePayment } from './reconcile-payment.ts';
import { paymentSealedColumns } from './sealed-columns.ts';
import { paymentNoticeRoutes } from './webhook-routes.ts';

/** Payments of bookings: authorised, captured, released, refunded. */
export function paymentsFeature(deps: PaymentNoticeDeps): Feature {
  return {
    name: 'payments',
    routes: paymentNoticeRoutes(deps),
    jobs: [
      worksOn(reconcilePaymentJob, (run) => reconcilePayment(deps, run), {
        onGivenUp: ({ payload }) => handOver(deps, payload.bookingId),
      }),
      worksOn(handlePaymentNotice, (run) => handleNotice(deps, run), {
        // The sweeper reads every payment that has not reached its goal, with or without a webhook event.
        onGivenUp: async ({ log }) => log.error('A payment event could not be handled for a day'),
      }),
      worksOn(abandonPaymentJob, (run) => abandonPayment(deps, run), {
        // No page ever showed this payment, so no patient can pay it.
        onGivenUp: async ({ log, payload }) =>
          log.error('An unused payment may be left at its provider', { bookingId: payload.bookingId }),
      }),
    ],
    sealedColumns: paymentSealedColumns,
  };
}
