import type { Transaction } from '../../../platform/store/database.ts';
import { setPaymentGoal } from '../../payments/index.ts';
import type { BookingDeps } from '../deps.ts';
import { cancelCalendarEventJob } from '../jobs.ts';
import { releaseSlot } from '../slots/slot-holds.ts';

/**
 * Undoes the steps of a booking that fails, in the transaction that ends it. `docs/booking-saga.md` has the table.
 * @param uncertain true when the calendar may have the appointment. The time stays held until a job has cancelled it.
 */
export async function compensate(
  tx: Transaction,
  deps: Pick<BookingDeps, 'jobs' | 'payments'>,
  { bookingId, uncertain, now }: { bookingId: string; uncertain: boolean; now: Date },
): Promise<void> {
  if (uncertain) await deps.jobs.enqueue(tx, cancelCalendarEventJob, { bookingId });
  await setPaymentGoal(tx, deps.payments, bookingId, { goal: 'release', now });
  if (!uncertain) await releaseSlot(tx, bookingId, now);
}
