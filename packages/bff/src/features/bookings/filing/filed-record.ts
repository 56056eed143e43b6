import { eq } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { hadTask } from '../../staff-tasks/index.ts';
import type { Booking } from '../booking.ts';
import { bookingFilings } from '../tables.ts';

/** Where a booking's patient stands in the practice's records. */
export type RecordOfBooking =
  | { kind: 'filed'; patientId: string }
  | { kind: 'being_filed' }
  /** It ended before, or it was left to staff. */
  | { kind: 'not_filed' };

export async function recordOf(
  db: Queryable,
  booking: Pick<Booking, 'id' | 'status'>,
): Promise<RecordOfBooking> {
  const [filing] = await db
    .select({ patientId: bookingFilings.patientId })
    .from(bookingFilings)
    .where(eq(bookingFilings.bookingId, booking.id));
  if (filing?.patientId) return { kind: 'filed', patientId: filing.patientId };
  if (!['awaiting_payment', 'confirming', 'confirmed'].includes(booking.status)) return { kind: 'not_filed' };
  const leftToStaff = await hadTask(db, 'filing_failed', booking.id);
  return { kind: leftToStaff ? 'not_filed' : 'being_filed' };
}
