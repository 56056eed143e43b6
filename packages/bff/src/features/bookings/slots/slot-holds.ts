import { randomUUID } from 'node:crypto';
import { and, eq, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import { slotHolds } from '../tables.ts';

/** What a booking holds a time for. */
type HoldPurpose = (typeof slotHolds.$inferSelect)['purpose'];

export interface Slot {
  practitionerId: string;
  start: Date;
  durationMinutes: number;
}

/** Whose a held time is. A booking holds its appointment, and while it moves a second time. */
export type HoldOwner = { bookingId: string; purpose?: 'appointment' | 'move' } | { freedSlotId: string };

/**
 * Takes a time for a booking, or for a freed slot that is offered. False when it overlaps one that is taken.
 * @param expiresAt `null`: kept until it is released
 */
export async function holdSlot(
  tx: Transaction,
  owner: HoldOwner,
  slot: Slot,
  options: { now: Date; expiresAt: Date | null },
): Promise<boolean> {
  await lockPractitioners(tx, [slot.practitionerId]);
  await releaseExpired(tx, slot.practitionerId, options.now);
  const held = await tx
    .insert(slotHolds)
    .values({
      id: randomUUID(),
      ...owner,
      practitionerId: slot.practitionerId,
      startsAt: slot.start,
      endsAt: endOf(slot),
      expiresAt: options.expiresAt,
    })
    .onConflictDoNothing()
    .returning({ id: slotHolds.id });
  return held.length === 1;
}

/** Releases the time of a booking's appointment. The other times of a move have their own ends: `moving-holds.ts`. */
export function releaseSlot(tx: Transaction, bookingId: string, now: Date): Promise<void> {
  return releaseHeld(tx, heldFor(bookingId, 'appointment'), now);
}

/** The live holds of a booking with one purpose. */
export function heldFor(bookingId: string, purpose: HoldPurpose): SQL | undefined {
  return and(
    eq(slotHolds.bookingId, bookingId),
    eq(slotHolds.purpose, purpose),
    isNull(slotHolds.releasedAt),
  );
}

/** Releases a freed slot's time: its offers are over, or a booking takes the time over. */
export function releaseFreedSlot(tx: Transaction, freedSlotId: string, now: Date): Promise<void> {
  return releaseHeld(tx, eq(slotHolds.freedSlotId, freedSlotId), now);
}

/**
 * Locks the practitioners first. Without the lock, a release that is not committed yet blocks a transaction that has
 * the lock, and this transaction would wait for that lock when it holds a time next: a deadlock.
 */
export async function releaseHeld(tx: Transaction, owner: SQL | undefined, now: Date): Promise<void> {
  const held = and(owner, isNull(slotHolds.releasedAt));
  const rows = await tx.select({ practitionerId: slotHolds.practitionerId }).from(slotHolds).where(held);
  await lockPractitioners(
    tx,
    rows.map((row) => row.practitionerId),
  );
  await tx.update(slotHolds).set({ releasedAt: now }).where(held);
}

/**
 * Holds a freed slot's time until `expiresAt`, whether it has a hold or not.
 * @returns false when another booking has it
 */
export async function holdFreedSlot(
  tx: Transaction,
  freedSlotId: string,
  slot: Slot,
  options: { now: Date; expiresAt: Date },
): Promise<boolean> {
  await lockPractitioners(tx, [slot.practitionerId]);
  const kept = await tx
    .update(slotHolds)
    .set({ expiresAt: options.expiresAt })
    .where(and(eq(slotHolds.freedSlotId, freedSlotId), isNull(slotHolds.releasedAt)))
    .returning({ id: slotHolds.id });
  return kept.length > 0 || holdSlot(tx, { freedSlotId }, slot, options);
}

/**
 * Locks practitioners until the transaction ends: one transaction per practitioner holds times. Without the lock, two
 * transactions that check the exclusion constraint against each other's uncommitted rows can deadlock. The
 * transaction makes no outside call. The order of the locks is always the same, which prevents deadlocks.
 */
export async function lockPractitioners(tx: Transaction, practitionerIds: readonly string[]): Promise<void> {
  for (const id of [...new Set(practitionerIds)].sort()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`slot-holds:${id}`}))`);
  }
}

/** The exclusion constraint does not know the time, so expired holds are released before a time is taken. */
async function releaseExpired(tx: Transaction, practitionerId: string, now: Date): Promise<void> {
  await tx
    .update(slotHolds)
    .set({ releasedAt: now })
    .where(
      and(
        eq(slotHolds.practitionerId, practitionerId),
        isNull(slotHolds.releasedAt),
        isNotNull(slotHolds.expiresAt),
        lte(slotHolds.expiresAt, now),
      ),
    );
}

export function endOf(slot: { start: Date; durationMinutes: number }): Date {
  return new Date(slot.start.getTime() + slot.durationMinutes * 60_000);
}
