import type { AppointmentTime } from '@botaniqal/shared/contracts/rescheduling.ts';
import { desc, eq } from 'drizzle-orm';
import { isoInstant } from '../../../platform/iso-instant.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import { leftCalendarEvents } from '../tables.ts';

/** The time from which a booking was moved last, by a patient, staff or in the calendar; `null`: it never moved. */
export async function lastTimeOf(db: Queryable, bookingId: string): Promise<AppointmentTime | null> {
  const { start, practitionerId } = leftCalendarEvents;
  const [last] = await db
    .select({ start, practitionerId })
    .from(leftCalendarEvents)
    .where(eq(leftCalendarEvents.bookingId, bookingId))
    .orderBy(desc(leftCalendarEvents.leftAt))
    .limit(1);
  return last ? { start: isoInstant(last.start), practitionerId: last.practitionerId } : null;
}
