import { disputeTask, stuckPaymentTask } from '../../payments/index.ts';
import { openStaffTask, restateStaffTask, type TaskFacts, type TaskKind } from '../../staff-tasks/index.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { taskFactsOf } from '../booking-task-facts.ts';
import type { BookingDeps } from '../deps.ts';
import { queueRefundFailed } from '../messages/booking-messages.ts';

/**
 * Staff act on a payment that cannot reach its goal, with all that is known of the booking. A patient whose refund did
 * not arrive is told so: an earlier email promised the money.
 */
export async function askAboutStuckPayment(deps: BookingDeps, bookingId: string): Promise<void> {
  const task = await stuckPaymentTask(deps.payments, bookingId);
  if (task) await askStaff(deps, bookingId, task);
}

/** Staff answer a dispute before the day that the bank names. */
export async function askAboutDispute(deps: BookingDeps, bookingId: string): Promise<void> {
  await askStaff(deps, bookingId, { kind: disputeTask, facts: {}, owedCents: 0 });
}

async function askStaff(
  deps: BookingDeps,
  bookingId: string,
  { kind, facts, owedCents }: { kind: TaskKind; facts: TaskFacts; owedCents: number },
): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, bookingId);
  await deps.store.db.transaction(async (tx) => {
    const whole = { ...taskFactsOf(booking), ...facts };
    // Another part may have become due since the task was opened.
    const open = kind === 'collected_payment_to_return' ? restateStaffTask : openStaffTask;
    await open(tx, deps, { kind, subject: bookingId, facts: whole });
    if (owedCents > 0) await queueRefundFailed(tx, deps, booking, owedCents);
  });
}
