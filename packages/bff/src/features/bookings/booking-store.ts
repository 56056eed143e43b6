import type { BookingStatus } from '@botaniqal/shared/contracts/bookings.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, inArray } from 'drizzle-orm';
import type { ActContext } from '../../platform/audit/actor.ts';
import { releasePlaces, releasePlacesAt } from '../../platform/limits/limits.ts';
import type { Queryable, Transaction } from '../../platform/store/database.ts';
import { audit } from './audit-booking.ts';
import { type Booking, openBooking } from './booking.ts';
import { type BookingEvent, nextStatus, statusesBefore } from './booking-state.ts';
import type { BookingDeps } from './deps.ts';
import { bookings } from './tables.ts';

/** Reading and writing bookings. Every change of state brings its audit row, in the same transaction. */

type Row = typeof bookings.$inferSelect;

export async function loadBooking(
  deps: Pick<BookingDeps, 'sealing'>,
  db: Queryable,
  bookingId: string,
): Promise<Booking | null> {
  const [row] = await db.select().from(bookings).where(eq(bookings.id, bookingId));
  return row ? openBooking(deps.sealing, row) : null;
}

/** @throws when it does not exist. A job names a booking that retention keeps longer than the job can wait. */
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
 * Applies an event to a booking, with the columns that change with it.
 * @returns the new state, or `null` when the event can no longer happen because another process was first
 */
export async function transition(
  tx: Transaction,
  change: { bookingId: string; event: BookingEvent; set?: Partial<Row> },
  context: ActContext,
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
    .set({
      ...change.set,
      ...(change.event === 'booked' && { confirmedAt: context.now }),
      status,
      updatedAt: context.now,
    })
    .where(eq(bookings.id, change.bookingId));
  await audit(tx, change.bookingId, `booking.${change.event}`, context);
  await freePlaces(tx, change, context.now);
  return status;
}

/** A booking takes places in the limits on strangers while it is open: `placing/booking-places.ts`. */
async function freePlaces(
  tx: Transaction,
  { bookingId, event }: { bookingId: string; event: BookingEvent },
  now: Date,
): Promise<void> {
  if (event === 'booked') return;
  if (event !== 'cancelled_by_patient') return releasePlaces(tx, bookingId);
  // Booking and cancelling in a circle would send two mails each time.
  return releasePlacesAt(tx, bookingId, 'free_calls_per_person', new Date(now.getTime() + hourMs));
}

/** Locks a booking until this transaction ends, and returns its state; `null` when there is no such booking. */
export async function lockBooking(tx: Transaction, bookingId: string): Promise<BookingStatus | null> {
  const [row] = await tx
    .select({ status: bookings.status })
    .from(bookings)
    .where(eq(bookings.id, bookingId))
    .for('update');
  return row?.status ?? null;
}

/** The booking that a request with this key made, as it is now. */
export async function findByRequest(
  deps: Pick<BookingDeps, 'store' | 'sealing'>,
  requestKeyHash: string,
): Promise<Booking | null> {
  const [row] = await deps.store.db
    .select()
    .from(bookings)
    .where(eq(bookings.requestKeyHash, requestKeyHash));
  return row ? openBooking(deps.sealing, row) : null;
}
