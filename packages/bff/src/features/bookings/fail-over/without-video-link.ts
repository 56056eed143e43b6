import type { Transaction } from '../../../platform/store/database.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import type { Booking } from '../booking.ts';
import { taskFactsOf } from '../booking-task-facts.ts';
import type { BookingDeps } from '../deps.ts';

/** A mailbox makes no video link: the email says that the link follows, and staff send it. */
export async function askStaffForVideoLink(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
): Promise<void> {
  await openStaffTask(tx, deps, {
    kind: 'video_link_to_send',
    subject: booking.id,
    facts: taskFactsOf(booking),
  });
}
