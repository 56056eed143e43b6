import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, gt, gte, inArray, isNull, lt, lte, ne } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import type { Booking } from '../booking.ts';
import { bookings, type HoldingCalendar, slotHolds } from '../tables.ts';
import { endOf, heldFor, holdSlot, lockPractitioners, releaseHeld, type Slot } from './slot-holds.ts';

/**
 * Holds the new time of a move until it is released. The scheduling service cannot book a time that the old appointment
 * covers. A mailbox can: the part that the old appointment covers is held by it already, and the rest is held here.
 * @returns false when it is taken, also by the old appointment
 */
export function holdForMove(
  tx: Transaction,
  booking: Slot & { id: string; calendar: HoldingCalendar },
  slot: Slot,
  now: Date,
): Promise<boolean> {
  const owner = { bookingId: booking.id, purpose: 'move' } as const;
  const rest = booking.calendar === 'mailbox' ? outside(booking, slot) : slot;
  return holdSlot(tx, owner, rest, { now, expiresAt: null });
}

/** The part of a time that an equally long appointment of the same practitioner does not cover. */
function outside(appointment: Slot, slot: Slot): Slot {
  const apart = (slot.start.getTime() - appointment.start.getTime()) / minuteMs;
  const isApart = Math.abs(apart) >= slot.durationMinutes;
  if (slot.practitionerId !== appointment.practitionerId || isApart || apart === 0) return slot;
  const start = apart < 0 ? slot.start : endOf(appointment);
  return { ...slot, start, durationMinutes: Math.abs(apart) };
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
    .where(and(heldFor(booking.id, 'move'), startsAt(booking), eq(slotHolds.endsAt, endOf(booking))))
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
  const overlapping = and(
    eq(slotHolds.practitionerId, booking.practitionerId),
    isNull(slotHolds.releasedAt),
    lt(slotHolds.startsAt, endOf(booking)),
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

/** Releases a time that the booking has left, or the part of it that was held: the calendar holds it no more. */
export function releaseLeft(tx: Transaction, left: Slot & { bookingId: string }, now: Date): Promise<void> {
  return releaseHeld(
    tx,
    and(
      heldFor(left.bookingId, 'left'),
      eq(slotHolds.practitionerId, left.practitionerId),
      gte(slotHolds.startsAt, left.start),
      lte(slotHolds.endsAt, endOf(left)),
    ),
    now,
  );
}

function startsAt({ start }: Pick<Booking, 'start'>) {
  return eq(slotHolds.startsAt, start);
}
