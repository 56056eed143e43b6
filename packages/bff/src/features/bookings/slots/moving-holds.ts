import { and, eq, gt, inArray, isNull, lt, ne } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import type { Booking } from '../booking.ts';
import { bookings, slotHolds } from '../tables.ts';
import { heldFor, holdSlot, lockPractitioners, releaseHeld, type Slot } from './slot-holds.ts';

/** Holds the new time of a move until it is released. @returns false when it is taken, also by the old appointment */
export function holdForMove(tx: Transaction, bookingId: string, slot: Slot, now: Date): Promise<boolean> {
  return holdSlot(tx, { bookingId, purpose: 'move' }, slot, { now, expiresAt: null });
}

/** Releases the new time of a move that did not happen. */
export function releaseMove(tx: Transaction, bookingId: string, now: Date): Promise<void> {
  return releaseHeld(tx, heldFor(bookingId, 'move'), now);
}

/** The calendar may still get the new time of this move: it stays held until a job has made sure. */
export async function keepMoveAsLeft(tx: Transaction, bookingId: string): Promise<void> {
  await tx.update(slotHolds).set({ purpose: 'left' }).where(heldFor(bookingId, 'move'));
}

/**
 * The appointment has its new time, which the calendar has given. The old time stays held as `left`, until its event is
 * cancelled in the calendar.
 */
export async function swapHolds(tx: Transaction, booking: Slot & { id: string }, now: Date): Promise<void> {
  await lockPractitioners(tx, [booking.practitionerId]);
  await tx.update(slotHolds).set({ purpose: 'left' }).where(heldFor(booking.id, 'appointment'));
  const swapped = await tx
    .update(slotHolds)
    .set({ purpose: 'appointment', expiresAt: null })
    .where(and(heldFor(booking.id, 'move'), startsAt(booking)))
    .returning({ id: slotHolds.id });
  if (swapped.length === 0) await takeTime(tx, booking, now);
}

/**
 * Takes a time that the calendar has given to this booking. The calendar decides, so a time that is only kept gives way:
 * for a booking that is not paid or not in the calendar yet, for a move, or for an offer of the waitlist.
 * @returns the confirmed booking that holds the time; `null` when it is ours
 */
export async function takeTime(
  tx: Transaction,
  booking: Slot & { id: string },
  now: Date,
): Promise<string | null> {
  await lockPractitioners(tx, [booking.practitionerId]);
  const end = new Date(booking.start.getTime() + booking.durationMinutes * 60_000);
  const overlapping = and(
    eq(slotHolds.practitionerId, booking.practitionerId),
    isNull(slotHolds.releasedAt),
    lt(slotHolds.startsAt, end),
    gt(slotHolds.endsAt, booking.start),
  );
  const inTheWay = await tx
    .select({ id: slotHolds.id, bookingId: slotHolds.bookingId, purpose: slotHolds.purpose })
    .from(slotHolds)
    .where(overlapping);
  const owners = inTheWay.flatMap(({ bookingId }) => bookingId ?? []);
  const confirmed = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(inArray(bookings.id, owners), eq(bookings.status, 'confirmed'), ne(bookings.id, booking.id)));
  const other = confirmed.find(({ id }) =>
    inTheWay.some((hold) => hold.bookingId === id && hold.purpose === 'appointment'),
  );
  if (other) return other.id;
  await tx.update(slotHolds).set({ releasedAt: now }).where(overlapping);
  await holdSlot(tx, { bookingId: booking.id }, booking, { now, expiresAt: null });
  return null;
}

/** Releases a time that the booking has left: the calendar holds it no more. */
export function releaseLeft(
  tx: Transaction,
  left: { bookingId: string; practitionerId: string; start: Date },
  now: Date,
): Promise<void> {
  return releaseHeld(
    tx,
    and(heldFor(left.bookingId, 'left'), eq(slotHolds.practitionerId, left.practitionerId), startsAt(left)),
    now,
  );
}

function startsAt({ start }: Pick<Booking, 'start'>) {
  return eq(slotHolds.startsAt, start);
}
