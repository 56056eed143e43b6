import { randomUUID } from 'node:crypto';
import { and, eq, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import { slotHolds } from '../tables.ts';

export interface Slot {
  practitionerId: string;
  start: Date;
  durationMinutes: number;
}

/** Whose a held time is. */
export type HoldOwner = { bookingId: string } | { freedSlotId: string };

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
  await takeTurns(tx, [slot.practitionerId]);
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

/** Gives a booking's time back. */
export function releaseSlot(tx: Transaction, bookingId: string, now: Date): Promise<void> {
  return releaseHeld(tx, eq(slotHolds.bookingId, bookingId), now);
}

/** Gives a freed slot's time back: nobody is asked any more, or a booking takes it over. */
export function releaseFreedSlot(tx: Transaction, freedSlotId: string, now: Date): Promise<void> {
  return releaseHeld(tx, eq(slotHolds.freedSlotId, freedSlotId), now);
}

/**
 * Takes its turn first: a release that is not committed yet makes others wait who have theirs, and whoever then wants
 * to hold the time in the same transaction would wait for them.
 */
async function releaseHeld(tx: Transaction, owner: SQL, now: Date): Promise<void> {
  const held = and(owner, isNull(slotHolds.releasedAt));
  const rows = await tx.select({ practitionerId: slotHolds.practitionerId }).from(slotHolds).where(held);
  await takeTurns(
    tx,
    rows.map((row) => row.practitionerId),
  );
  await tx.update(slotHolds).set({ releasedAt: now }).where(held);
}

/**
 * Keeps a freed slot's time until then: for longer when it has it, anew when it has not.
 * @returns false when somebody else has it
 */
export async function holdFreedSlot(
  tx: Transaction,
  freedSlotId: string,
  slot: Slot,
  options: { now: Date; expiresAt: Date },
): Promise<boolean> {
  await takeTurns(tx, [slot.practitionerId]);
  const kept = await tx
    .update(slotHolds)
    .set({ expiresAt: options.expiresAt })
    .where(and(eq(slotHolds.freedSlotId, freedSlotId), isNull(slotHolds.releasedAt)))
    .returning({ id: slotHolds.id });
  return kept.length > 0 || holdSlot(tx, { freedSlotId }, slot, options);
}

/**
 * Waits for its turn: one transaction per practitioner. Without it, two transactions that check the exclusion
 * constraint against each other's uncommitted rows can deadlock. It lasts as long as the transaction, which
 * calls nobody outside. Always in the same order, so that two that want several do not wait for each other.
 */
export async function takeTurns(tx: Transaction, practitionerIds: readonly string[]): Promise<void> {
  for (const id of [...new Set(practitionerIds)].sort()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`slot-holds:${id}`}))`);
  }
}

/** An exclusion constraint cannot ask what time it is: what has expired is released before the next is taken. */
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

function endOf(slot: { start: Date; durationMinutes: number }): Date {
  return new Date(slot.start.getTime() + slot.durationMinutes * 60_000);
}
