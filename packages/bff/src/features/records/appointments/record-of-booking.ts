import type { Queryable } from '../../../platform/store/database.ts';
import type { Booking } from '../../bookings/index.ts';
import { hadTask } from '../../staff-tasks/index.ts';
import { findFiling } from '../filing-store.ts';

/** Whether the patient of a booking has a record yet. */
export type RecordOfBooking =
  | { kind: 'filed'; patientId: string }
  | { kind: 'being_filed' }
  /** The booking ended before it was filed, or filing was left to staff. */
  | { kind: 'not_filed' };

export async function recordOfBooking(
  db: Queryable,
  booking: Pick<Booking, 'id' | 'status'>,
): Promise<RecordOfBooking> {
  const filing = await findFiling(db, booking.id);
  if (filing?.patientId) return { kind: 'filed', patientId: filing.patientId };
  if (!['awaiting_payment', 'confirming', 'confirmed'].includes(booking.status)) return { kind: 'not_filed' };
  const leftToStaff = await hadTask(db, 'filing_failed', booking.id);
  return { kind: leftToStaff ? 'not_filed' : 'being_filed' };
}
