import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { calendarAttempts, type HoldingCalendar } from '../tables.ts';

/** Attempts to book an appointment in the practitioner's calendar. */
export type CalendarAttempt = typeof calendarAttempts.$inferSelect;
export type AttemptOutcome = NonNullable<CalendarAttempt['outcome']>;
/** An attempt whose outcome is about to be stored. */
export type OpenAttempt = Pick<CalendarAttempt, 'bookingId' | 'attempt' | 'outcome' | 'calendar'>;

/** A time with a practitioner. */
interface Slot {
  id: string;
  practitionerId: string;
  start: Date;
  /** The move that asks for it; left out: the booking's first appointment. */
  moveId?: string | null;
}

/** The latest attempt to book this booking's present time, or `null` before the first. */
export async function latestAttempt(db: Queryable, booking: Slot): Promise<CalendarAttempt | null> {
  const latest = await lastAttempt(db, booking.id);
  return latest && isFor(latest, booking) ? latest : null;
}

function isFor(attempt: CalendarAttempt, { practitionerId, start, moveId = null }: Slot): boolean {
  return attempt.practitionerId === practitionerId && +attempt.start === +start && attempt.moveId === moveId;
}

/** The latest attempt to book any of its times. */
async function lastAttempt(db: Queryable, bookingId: string): Promise<CalendarAttempt | null> {
  const [latest] = await db
    .select()
    .from(calendarAttempts)
    .where(eq(calendarAttempts.bookingId, bookingId))
    .orderBy(desc(calendarAttempts.attempt))
    .limit(1);
  return latest ?? null;
}

/**
 * Stores an attempt before the calendar is asked.
 * @param calendar which one is asked
 * @param before the attempt that this one follows for the same time, as it was read
 * @returns `null` when another process was first
 */
export async function startAttempt(
  db: Queryable,
  booking: Slot,
  calendar: HoldingCalendar,
  before: CalendarAttempt | null,
  now: Date,
): Promise<OpenAttempt | null> {
  const latest = await lastAttempt(db, booking.id);
  if (before ? latest?.attempt !== before.attempt : latest && isFor(latest, booking)) return null;
  const attempt = (latest?.attempt ?? 0) + 1;
  const { practitionerId, start, moveId = null } = booking;
  const started = await db
    .insert(calendarAttempts)
    .values({ bookingId: booking.id, attempt, moveId, calendar, practitionerId, start, startedAt: now })
    .onConflictDoNothing()
    .returning({ attempt: calendarAttempts.attempt });
  return started.length === 1 ? { bookingId: booking.id, attempt, outcome: null, calendar } : null;
}

/**
 * Stores the outcome of an attempt.
 * @returns false when it was stored before
 */
export async function finishAttempt(
  db: Queryable,
  attempted: OpenAttempt,
  outcome: AttemptOutcome,
  now: Date,
): Promise<boolean> {
  const finished = await db
    .update(calendarAttempts)
    .set({ outcome, finishedAt: now })
    .where(
      and(
        eq(calendarAttempts.bookingId, attempted.bookingId),
        eq(calendarAttempts.attempt, attempted.attempt),
        attempted.outcome === null
          ? isNull(calendarAttempts.outcome)
          : eq(calendarAttempts.outcome, attempted.outcome),
      ),
    )
    .returning({ attempt: calendarAttempts.attempt });
  return finished.length === 1;
}

/** The calendars that were asked for an appointment of this booking: one of them may have it. */
export async function calendarsAsked(db: Queryable, bookingId: string): Promise<HoldingCalendar[]> {
  const rows = await db
    .selectDistinct({ calendar: calendarAttempts.calendar })
    .from(calendarAttempts)
    .where(eq(calendarAttempts.bookingId, bookingId));
  return rows.map(({ calendar }) => calendar);
}
