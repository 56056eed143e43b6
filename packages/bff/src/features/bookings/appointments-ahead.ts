import { and, eq, gt, sql } from 'drizzle-orm';
import type { Queryable } from '../../platform/store/database.ts';
import { bookings } from './tables.ts';

/** A confirmed appointment that has not ended. */
export interface AppointmentAhead {
  bookingId: string;
  practitionerId: string;
  start: Date;
  end: Date;
  /** The id in the calendar that holds it. */
  calendarEventId: string | null;
}

/** The confirmed appointments of a practitioner that have not ended, in no order. */
export async function appointmentsAhead(
  db: Queryable,
  practitionerId: string,
  now: Date,
): Promise<AppointmentAhead[]> {
  const endsAt = sql<Date>`${bookings.start} + ${bookings.durationMinutes} * interval '1 minute'`;
  const rows = await db
    .select({
      bookingId: bookings.id,
      start: bookings.start,
      durationMinutes: bookings.durationMinutes,
      calendarEventId: bookings.calendarEventId,
    })
    .from(bookings)
    .where(
      and(
        eq(bookings.practitionerId, practitionerId),
        eq(bookings.status, 'confirmed'),
        gt(endsAt, sql`${now.toISOString()}::timestamptz`),
      ),
    );
  return rows.map(({ durationMinutes, ...row }) => ({
    ...row,
    practitionerId,
    end: new Date(row.start.getTime() + durationMinutes * 60_000),
  }));
}
