import { and, isNull, lt, ne } from 'drizzle-orm';
import type { PaymentDeps } from '../deps.ts';
import { reconcilePaymentJob } from '../jobs.ts';
import { bookingPayments } from '../tables.ts';

/** Longer than the longest pause between two tries of the job. */
const idleMs = 30 * 60_000;

/**
 * Starts the job again for payments that have not reached their goal and that no job has read for long. The
 * jobs survive a kill; this covers a queue that was emptied by hand.
 */
export async function resumePayments(deps: PaymentDeps): Promise<number> {
  const idle = await deps.store.db
    .select({ bookingId: bookingPayments.bookingId })
    .from(bookingPayments)
    .where(
      and(
        isNull(bookingPayments.reconciledAt),
        ne(bookingPayments.goal, 'none'),
        lt(bookingPayments.updatedAt, new Date(deps.clock.now().getTime() - idleMs)),
      ),
    );
  for (const { bookingId } of idle) {
    await deps.store.db.transaction((tx) =>
      deps.jobs.enqueue(tx, reconcilePaymentJob, { bookingId }, { singletonKey: `again-${bookingId}` }),
    );
  }
  return idle.length;
}
