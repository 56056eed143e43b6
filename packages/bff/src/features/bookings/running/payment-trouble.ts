import { disputeTask, stuckPaymentTask } from '../../payments/index.ts';
import { openStaffTask, type TaskFacts, type TaskKind } from '../../staff-tasks/index.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { taskFactsOf } from '../booking-task-facts.ts';
import type { BookingDeps } from '../deps.ts';

/** Staff act on a payment that cannot reach its goal, with all that is known of the booking. */
export async function askAboutStuckPayment(deps: BookingDeps, bookingId: string): Promise<void> {
  const task = await stuckPaymentTask(deps.payments, bookingId);
  if (task) await askStaff(deps, bookingId, task.kind, task.facts);
}

/** Staff answer a dispute before the day that the bank names. */
export async function askAboutDispute(deps: BookingDeps, bookingId: string): Promise<void> {
  await askStaff(deps, bookingId, disputeTask, {});
}

async function askStaff(
  deps: BookingDeps,
  bookingId: string,
  kind: TaskKind,
  facts: TaskFacts,
): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, bookingId);
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, { kind, subject: bookingId, facts: { ...taskFactsOf(booking), ...facts } }),
  );
}
