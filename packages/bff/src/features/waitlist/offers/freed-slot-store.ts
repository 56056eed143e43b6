import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import { releaseFreedSlot } from '../../bookings/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import { freedSlots } from '../tables.ts';

export type FreedSlotRow = typeof freedSlots.$inferSelect;

/**
 * Locks a freed slot until the transaction ends. To avoid deadlocks, lock rows in this order: booking, entry, freed
 * slot, practitioner (`takeTurns`).
 */
export async function lockFreedSlot(tx: Transaction, freedSlotId: string): Promise<FreedSlotRow> {
  const [slot] = await tx.select().from(freedSlots).where(eq(freedSlots.id, freedSlotId)).for('update');
  if (!slot) throw new Error('An offer names a freed slot that does not exist.');
  return slot;
}

/** Closes a freed slot: it is booked (`taken`), or free for all again (`over`). No more people are asked. */
export async function closeFreedSlot(
  tx: Transaction,
  deps: Pick<WaitlistDeps, 'clock'>,
  freedSlotId: string,
  state: 'taken' | 'over',
): Promise<void> {
  const now = deps.clock.now();
  await tx.update(freedSlots).set({ state, endedAt: now }).where(eq(freedSlots.id, freedSlotId));
  await releaseFreedSlot(tx, freedSlotId, now);
}
