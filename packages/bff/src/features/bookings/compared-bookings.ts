import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, gte, inArray, lt, type SQL } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import type { BookingDeps } from './deps.ts';
import { cancelCalendarEventJob, leaveCalendarEventJob } from './jobs.ts';
import type { LeftEvent } from './moving/leaving/left-events.ts';
import { bookingMoves, bookings, type HoldingCalendar, leftCalendarEvents } from './tables.ts';

/** A booking, as far as calendars are compared with it. It names no patient. */
export interface ComparedBooking {
  id: string;
  status: 'confirmed' | 'ended' | 'open';
  practitionerId: string;
  start: Date;
  end: Date;
  service: ServiceId;
  visit: VisitKind;
  /** Which calendar holds it, and its id there. */
  calendar: HoldingCalendar;
  eventId: string | null;
  /** It is being moved, or has changed a moment ago: acts about it may be under way. */
  unsettled: boolean;
  /** The patient was asked in the calendar to choose another time. */
  awaitsNewTime: boolean;
  /** The place in the calendar that staff were told about, as `tellMovedElsewhere` writes it. */
  moveTold: string | null;
  confirmedAt: Date | null;
  updatedAt: Date;
}

/** After a change, jobs follow within seconds. Until then a difference says nothing. */
const settlesAfterMs = 2 * minuteMs;

/** Which bookings to compare: those that are confirmed in a window, or those with these ids. */
type ComparedWhich = { from: Date; to: Date } | { ids: readonly string[] } | { eventIds: readonly string[] };

export async function comparedBookings(
  db: Queryable,
  which: ComparedWhich,
  now: Date,
): Promise<ComparedBooking[]> {
  const where = whereOf(which);
  if (where === null) return [];
  const rows = await db
    .select({
      id: bookings.id,
      status: bookings.status,
      practitionerId: bookings.practitionerId,
      start: bookings.start,
      durationMinutes: bookings.durationMinutes,
      service: bookings.service,
      visit: bookings.visit,
      calendar: bookings.calendar,
      eventId: bookings.calendarEventId,
      awaitsNewTimeSince: bookings.awaitsNewTimeSince,
      moveTold: bookings.calendarMoveTold,
      confirmedAt: bookings.confirmedAt,
      updatedAt: bookings.updatedAt,
      openMove: bookingMoves.id,
    })
    .from(bookings)
    .leftJoin(bookingMoves, and(eq(bookingMoves.bookingId, bookings.id), eq(bookingMoves.state, 'open')))
    .where(where);
  return rows.map(({ status, durationMinutes, awaitsNewTimeSince, openMove, service, visit, ...row }) => ({
    ...row,
    // The columns were written from values of these types.
    service: service as ServiceId,
    visit: visit as VisitKind,
    status: status === 'confirmed' ? 'confirmed' : isOpen(status) ? 'open' : 'ended',
    end: new Date(row.start.getTime() + durationMinutes * minuteMs),
    unsettled: openMove !== null || now.getTime() - row.updatedAt.getTime() < settlesAfterMs,
    awaitsNewTime: awaitsNewTimeSince !== null,
  }));
}

function isOpen(status: string): boolean {
  return status === 'awaiting_payment' || status === 'confirming';
}

function whereOf(which: ComparedWhich): SQL | undefined | null {
  if ('from' in which) {
    return and(
      eq(bookings.status, 'confirmed'),
      gte(bookings.start, which.from),
      lt(bookings.start, which.to),
    );
  }
  if ('ids' in which) return which.ids.length > 0 ? inArray(bookings.id, [...which.ids]) : null;
  return which.eventIds.length > 0 ? inArray(bookings.calendarEventId, [...which.eventIds]) : null;
}

/** Those of these events that a booking has left. */
export async function leftEventsAmong(db: Queryable, eventIds: readonly string[]): Promise<LeftEvent[]> {
  if (eventIds.length === 0) return [];
  return db
    .select()
    .from(leftCalendarEvents)
    .where(inArray(leftCalendarEvents.eventId, [...eventIds]));
}

/** Cancels an event once more that a booking has left, for example after a day without success. */
export async function leaveEventAgain(
  tx: Transaction,
  { jobs }: Pick<BookingDeps, 'jobs'>,
  eventId: string,
): Promise<void> {
  await jobs.enqueue(tx, leaveCalendarEventJob, { eventId }, { singletonKey: `again ${eventId}` });
}

/** Cancels the event of an ended booking once more. */
export async function cancelEventAgain(
  tx: Transaction,
  { jobs }: Pick<BookingDeps, 'jobs'>,
  bookingId: string,
): Promise<void> {
  await jobs.enqueue(tx, cancelCalendarEventJob, { bookingId }, { singletonKey: `again ${bookingId}` });
}
