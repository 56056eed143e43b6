import { type Feature, worksOn } from '../../platform/feature.ts';
import { dropPaymentJob } from './abandon-payment.ts';
import type { PaymentNoticeDeps } from './deps.ts';
import { handleNotice } from './handle-webhook-event.ts';
import { dropPayment, handlePaymentNotice, settlePayment } from './jobs.ts';
import { handOver, settlePaymentJob } from './reconcile-payment.ts';
import { paymentSealedColumns } from './sealed-columns.ts';
import { paymentNoticeRoutes } from './webhook-routes.ts';

/** Payments of bookings: authorised, captured, released, refunded. */
export function paymentsFeature(deps: PaymentNoticeDeps): Feature {
  return {
    name: 'payments',
    routes: paymentNoticeRoutes(deps),
    jobs: [
      worksOn(settlePayment, (run) => settlePaymentJob(deps, run), {
        onGivenUp: ({ payload }) => handOver(deps, payload.bookingId),
      }),
      worksOn(handlePaymentNotice, (run) => handleNotice(deps, run), {
        // The sweeper looks at every payment that is not where it should be, with or without a webhook.
        onGivenUp: async ({ log }) => log.error('A payment event could not be handled for a day'),
      }),
      worksOn(dropPayment, (run) => dropPaymentJob(deps, run), {
        // No page ever showed this payment, so no patient can pay it.
        onGivenUp: async ({ log, payload }) =>
          log.error('An unused payment may be left at the vendor', { bookingId: payload.bookingId }),
      }),
    ],
    sealedColumns: paymentSealedColumns,
  };
}
