import type { BookingStatus } from '@botaniqal/shared/contracts/bookings.ts';
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { recordAccess } from '../../platform/audit/record-access.ts';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import { type Booking, openBooking } from './booking.ts';
import { type BookingEvent, nextStatus, statusesBefore } from './booking-state.ts';
import type { BookingDeps } from './deps.ts';
import { bookingSteps, bookings } from './tables.ts';

/** Reading and writing bookings. Every change of state brings its audit row, in the same transaction. */

type Row = typeof bookings.$inferSelect;
export type Step = typeof bookingSteps.$inferSelect;
export type StepOutcome = NonNullable<Step['outcome']>;
type Actor = 'patient' | 'system';

export async function loadBooking(
  deps: Pick<BookingDeps, 'sealing'>,
  db: Queryable,
  bookingId: string,
): Promise<Booking | null> {
  const [row] = await db.select().from(bookings).where(eq(bookings.id, bookingId));
  return row ? openBooking(deps.sealing, row) : null;
}

/** @throws when it does not exist: jobs carry ids that we wrote ourselves, and bookings are never deleted. */
export async function mustLoadBooking(
  deps: Pick<BookingDeps, 'sealing'>,
  db: Queryable,
  bookingId: string,
): Promise<Booking> {
  const booking = await loadBooking(deps, db, bookingId);
  if (!booking) throw new Error('A job names a booking that does not exist.');
  return booking;
}

/**
 * Lets an event happen to a booking, with what it changes.
 * @returns the new state, or `null` when somebody else was quicker and the event cannot happen any more
 */
export async function transition(
  tx: Transaction,
  change: {
    bookingId: string;
    event: BookingEvent;
    set?: Partial<Row>;
    actor: Actor;
    now: Date;
    requestId?: string | undefined;
  },
): Promise<BookingStatus | null> {
  const [before] = await tx
    .select({ status: bookings.status })
    .from(bookings)
    .where(and(eq(bookings.id, change.bookingId), inArray(bookings.status, statusesBefore(change.event))))
    .for('update');
  const status = before && nextStatus(before.status, change.event);
  if (!status) return null;
  await tx
    .update(bookings)
    .set({ ...change.set, status, updatedAt: change.now })
    .where(eq(bookings.id, change.bookingId));
  await audit(tx, change.bookingId, `booking.${change.event}`, change);
  return status;
}

/** A booking's state, which nobody changes before this transaction has ended; `null` when there is no such booking. */
export async function lockBooking(tx: Transaction, bookingId: string): Promise<BookingStatus | null> {
  const [row] = await tx
    .select({ status: bookings.status })
    .from(bookings)
    .where(eq(bookings.id, bookingId))
    .for('update');
  return row?.status ?? null;
}

/** Who did what to which booking. Ids only. */
export async function audit(
  tx: Transaction,
  bookingId: string,
  action: string,
  by: { actor: Actor; now: Date; requestId?: string | undefined },
): Promise<void> {
  await recordAccess(tx, {
    at: by.now,
    actor: by.actor,
    action,
    subject: { kind: 'booking', id: bookingId },
    requestId: by.requestId,
  });
}

/** A time with a practitioner. */
interface Slot {
  id: string;
  practitionerId: string;
  start: Date;
}

/** The latest try to book this booking's present time outside, or `null` before the first. */
export async function latestTry(db: Queryable, booking: Slot): Promise<Step | null> {
  const latest = await lastTry(db, booking.id);
  const same =
    latest?.practitionerId === booking.practitionerId && latest.start.getTime() === booking.start.getTime();
  return latest && same ? latest : null;
}

/** The latest try to book any of its times. */
async function lastTry(db: Queryable, bookingId: string): Promise<Step | null> {
  const [latest] = await db
    .select()
    .from(bookingSteps)
    .where(and(eq(bookingSteps.bookingId, bookingId), eq(bookingSteps.step, 'book')))
    .orderBy(desc(bookingSteps.attempt))
    .limit(1);
  return latest ?? null;
}

/**
 * Notes a try before it is made.
 * @param before the try that this one follows for the same time, as it was read
 * @returns `null` when another process was quicker
 */
export async function startTry(
  db: Queryable,
  booking: Slot,
  before: Step | null,
  now: Date,
): Promise<Pick<Step, 'bookingId' | 'attempt' | 'outcome'> | null> {
  const latest = await lastTry(db, booking.id);
  if (before && latest?.attempt !== before.attempt) return null;
  const attempt = (latest?.attempt ?? 0) + 1;
  const { practitionerId, start } = booking;
  const started = await db
    .insert(bookingSteps)
    .values({ bookingId: booking.id, step: 'book', attempt, practitionerId, start, startedAt: now })
    .onConflictDoNothing()
    .returning({ attempt: bookingSteps.attempt });
  return started.length === 1 ? { bookingId: booking.id, attempt, outcome: null } : null;
}

/**
 * Notes what became of a try.
 * @returns false when it was noted already
 */
export async function finishTry(
  db: Queryable,
  tried: Pick<Step, 'bookingId' | 'attempt' | 'outcome'>,
  outcome: StepOutcome,
  now: Date,
): Promise<boolean> {
  const finished = await db
    .update(bookingSteps)
    .set({ outcome, finishedAt: now })
    .where(
      and(
        eq(bookingSteps.bookingId, tried.bookingId),
        eq(bookingSteps.step, 'book'),
        eq(bookingSteps.attempt, tried.attempt),
        tried.outcome === null ? isNull(bookingSteps.outcome) : eq(bookingSteps.outcome, tried.outcome),
      ),
    )
    .returning({ attempt: bookingSteps.attempt });
  return finished.length === 1;
}
