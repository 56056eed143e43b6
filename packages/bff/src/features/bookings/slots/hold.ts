import { eq } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import type { Booking } from '../booking.ts';
import { slotHolds } from '../tables.ts';
import { heldFor, holdSlot } from './slot-holds.ts';

export type Hold = typeof slotHolds.$inferSelect;

/** The live hold of a booking's appointment. An expired hold is live until another booking takes its time. */
export async function holdOf(db: Queryable, bookingId: string): Promise<Hold | null> {
  const [hold] = await db.select().from(slotHolds).where(heldFor(bookingId, 'appointment'));
  return hold ?? null;
}

/**
 * Holds a booking's time from now on, whether its hold lasts, has expired, or has been released since.
 * @param expiresAt `null`: until it is released
 * @returns false when another booking has it
 */
export async function holdAgain(
  tx: Transaction,
  booking: Pick<Booking, 'id' | 'practitionerId' | 'start' | 'durationMinutes'>,
  options: { now: Date; expiresAt: Date | null; extendedAt?: Date },
): Promise<boolean> {
  const { expiresAt, extendedAt } = options;
  const change = { expiresAt, ...(extendedAt ? { extendedAt } : {}) };
  const kept = await tx
    .update(slotHolds)
    .set(change)
    .where(heldFor(booking.id, 'appointment'))
    .returning({ id: slotHolds.id });
  if (kept.length > 0) return true;
  const held = await holdSlot(tx, { bookingId: booking.id }, booking, options);
  if (held && extendedAt) {
    await tx.update(slotHolds).set({ extendedAt }).where(heldFor(booking.id, 'appointment'));
  }
  return held;
}

/** Whether more time was asked for before, with this hold or one that has run out. */
export async function wasExtended(db: Queryable, bookingId: string): Promise<boolean> {
  const holds = await db.select().from(slotHolds).where(eq(slotHolds.bookingId, bookingId));
  return holds.some((hold) => hold.extendedAt !== null);
}
