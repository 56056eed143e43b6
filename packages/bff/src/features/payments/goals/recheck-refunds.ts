import { dayMs } from '@botaniqal/shared/time/duration.ts';
import { and, asc, gt, inArray, isNotNull, lt } from 'drizzle-orm';
import type { PaymentDeps } from '../deps.ts';
import { bookingPayments } from '../tables.ts';
import { followPayment } from './follow-payment.ts';

/** A bank can send a refund back for about a month. */
const watchedDays = 35;
/** Each payment is read once a day at most. */
const pauseMs = dayMs;
/** Each one is a call to the vendor. */
const mostAtOnce = 200;

/** Reads the payments that were refunded lately, in case the webhook of a refund that bounced was lost. */
export async function recheckRefunds(deps: PaymentDeps): Promise<number> {
  const now = deps.clock.now().getTime();
  const refunded = await deps.store.db
    .select({ bookingId: bookingPayments.bookingId })
    .from(bookingPayments)
    .where(
      and(
        inArray(bookingPayments.goal, ['refund', 'release']),
        isNotNull(bookingPayments.refundId),
        gt(bookingPayments.reconciledAt, new Date(now - watchedDays * dayMs)),
        lt(bookingPayments.updatedAt, new Date(now - pauseMs)),
      ),
    )
    .orderBy(asc(bookingPayments.updatedAt))
    .limit(mostAtOnce);
  for (const { bookingId } of refunded) {
    // An error of one payment does not stop the others.
    await followPayment(deps, bookingId).catch((error: unknown) => {
      deps.log.warn('A refund could not be looked at', { bookingId, error });
    });
  }
  return refunded.length;
}
