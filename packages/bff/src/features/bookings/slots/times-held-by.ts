import { and, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { slotHolds } from '../tables.ts';

/** A time that a booking holds, or has held until a moment ago. */
interface HeldTime {
  bookingId: string;
  practitionerId: string;
  start: Date;
  end: Date;
}

/** The times of these bookings. Those that were released before `releasedSince` are left out. */
export async function timesHeldBy(
  db: Queryable,
  bookingIds: readonly string[],
  releasedSince: Date,
): Promise<HeldTime[]> {
  if (bookingIds.length === 0) return [];
  const rows = await db
    .select()
    .from(slotHolds)
    .where(
      and(
        inArray(slotHolds.bookingId, [...bookingIds]),
        or(isNull(slotHolds.releasedAt), gt(slotHolds.releasedAt, releasedSince)),
      ),
    );
  return rows.flatMap(({ bookingId, practitionerId, startsAt, endsAt }) =>
    bookingId === null ? [] : [{ bookingId, practitionerId, start: startsAt, end: endsAt }],
  );
}
