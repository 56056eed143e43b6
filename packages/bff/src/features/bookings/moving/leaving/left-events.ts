import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../../../platform/store/database.ts';
import { leftCalendarEvents } from '../../tables.ts';

/** An event in the practitioner's calendar that a booking has left, because the appointment moved. */
export type LeftEvent = typeof leftCalendarEvents.$inferSelect;

/** Notes that a booking has left an event. @param cancelledAt when the calendar has cancelled it already */
export async function leaveEvent(
  tx: Transaction,
  event: Pick<LeftEvent, 'eventId' | 'bookingId' | 'calendar' | 'practitionerId' | 'start'>,
  now: Date,
  cancelledAt: Date | null = null,
): Promise<void> {
  await tx
    .insert(leftCalendarEvents)
    .values({ ...event, leftAt: now, cancelledAt })
    .onConflictDoNothing();
}

export async function findLeftEvent(db: Queryable, eventId: string): Promise<LeftEvent | null> {
  const [event] = await db.select().from(leftCalendarEvents).where(eq(leftCalendarEvents.eventId, eventId));
  return event ?? null;
}

/** The events that a booking has left and that the calendar may hold still. */
export async function eventsToCancel(db: Queryable, bookingId: string): Promise<LeftEvent[]> {
  return db
    .select()
    .from(leftCalendarEvents)
    .where(and(eq(leftCalendarEvents.bookingId, bookingId), isNull(leftCalendarEvents.cancelledAt)));
}

/** Notes that the calendar holds it no more. @returns false when that was noted before */
export async function noteLeftEventCancelled(tx: Transaction, eventId: string, now: Date): Promise<boolean> {
  const noted = await tx
    .update(leftCalendarEvents)
    .set({ cancelledAt: now })
    .where(and(eq(leftCalendarEvents.eventId, eventId), isNull(leftCalendarEvents.cancelledAt)))
    .returning({ eventId: leftCalendarEvents.eventId });
  return noted.length === 1;
}
