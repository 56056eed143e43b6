import { and, eq, isNull } from 'drizzle-orm';
import type { BookingDeps } from '../deps.ts';
import { bookings } from '../tables.ts';

/** The appointments that patients are reminded of. */
export const isToCome = and(
  eq(bookings.status, 'confirmed'),
  isNull(bookings.noShowAt),
  isNull(bookings.awaitsNewTimeSince),
);

/** Whether a message about an appointment at this start is still wanted: it was not cancelled, missed or moved. */
export async function isStillToCome(
  { store }: Pick<BookingDeps, 'store'>,
  bookingId: string,
  start: Date,
): Promise<boolean> {
  const rows = await store.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.id, bookingId), eq(bookings.start, start), isToCome));
  return rows.length > 0;
}
