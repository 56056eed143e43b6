import { and, isNull, lt, ne } from 'drizzle-orm';
import type { PaymentDeps } from './deps.ts';
import { settlePayment } from './jobs.ts';
import { bookingPayments } from './tables.ts';

/** Longer than the longest pause between two tries of the job. */
const idleMs = 30 * 60_000;

/**
 * Starts the job again for payments that are not where they should be and that nobody has looked at for long. The
 * jobs survive a kill; this is for what should not happen, like a queue that was emptied by hand.
 */
export async function resumePayments(deps: PaymentDeps): Promise<number> {
  const idle = await deps.store.db
    .select({ bookingId: bookingPayments.bookingId })
    .from(bookingPayments)
    .where(
      and(
        isNull(bookingPayments.settledAt),
        ne(bookingPayments.goal, 'keep'),
        lt(bookingPayments.updatedAt, new Date(deps.clock.now().getTime() - idleMs)),
      ),
    );
  for (const { bookingId } of idle) {
    await deps.store.db.transaction((tx) =>
      deps.jobs.enqueue(tx, settlePayment, { bookingId }, { singletonKey: `again-${bookingId}` }),
    );
  }
  return idle.length;
}
