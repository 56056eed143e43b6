import { randomUUID } from 'node:crypto';
import { and, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Transaction } from '../../platform/store/database.ts';
import { slotHolds } from './tables.ts';

export interface Slot {
  practitionerId: string;
  start: Date;
  durationMinutes: number;
}

/**
 * Takes a time for a booking. False when it overlaps one that is taken.
 * @param expiresAt `null`: kept until it is released
 */
export async function holdSlot(
  tx: Transaction,
  bookingId: string,
  slot: Slot,
  options: { now: Date; expiresAt: Date | null },
): Promise<boolean> {
  await takeTurns(tx, [slot.practitionerId]);
  await releaseExpired(tx, slot.practitionerId, options.now);
  const held = await tx
    .insert(slotHolds)
    .values({
      id: randomUUID(),
      bookingId,
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
export async function releaseSlot(tx: Transaction, bookingId: string, now: Date): Promise<void> {
  await tx
    .update(slotHolds)
    .set({ releasedAt: now })
    .where(and(eq(slotHolds.bookingId, bookingId), isNull(slotHolds.releasedAt)));
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
