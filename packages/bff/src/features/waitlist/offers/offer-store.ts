import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Access } from '../../../platform/audit/record-access.ts';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import { releaseFreedSlot } from '../../bookings/index.ts';
import { closeStaffTask } from '../../staff-tasks/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import { audit } from '../entry-store.ts';
import { freedSlots, slotOffers } from '../tables.ts';
import { scheduleOfferRun } from './offer-jobs.ts';

/**
 * Reading and writing offers. Who locks several rows locks them in this order, so that nobody waits for whom they keep
 * waiting: booking, entry, freed slot, the practitioner's turn (`takeTurns`).
 */

export type OfferRow = typeof slotOffers.$inferSelect;
export type FreedSlotRow = typeof freedSlots.$inferSelect;

/** Still theirs: open, or being booked. */
const active = inArray(slotOffers.status, ['offered', 'accepted']);

/** A freed slot, which nobody changes before this transaction has ended. */
export async function lockFreedSlot(tx: Transaction, freedSlotId: string): Promise<FreedSlotRow> {
  const [slot] = await tx.select().from(freedSlots).where(eq(freedSlots.id, freedSlotId)).for('update');
  if (!slot) throw new Error('An offer names a freed slot that does not exist.');
  return slot;
}

export async function loadOffer(db: Queryable, offerId: string): Promise<OfferRow | null> {
  const [offer] = await db.select().from(slotOffers).where(eq(slotOffers.id, offerId));
  return offer ?? null;
}

/** The offer that a freed slot is kept for; `null` when nobody has it now. */
export async function activeOfferOf(db: Queryable, freedSlotId: string): Promise<OfferRow | null> {
  const [offer] = await db
    .select()
    .from(slotOffers)
    .where(and(eq(slotOffers.freedSlotId, freedSlotId), active));
  return offer ?? null;
}

/** The latest offer that an entry got. */
export async function latestOfferOf(db: Queryable, entryId: string): Promise<OfferRow | null> {
  const [offer] = await db
    .select()
    .from(slotOffers)
    .where(eq(slotOffers.entryId, entryId))
    .orderBy(desc(slotOffers.offeredAt))
    .limit(1);
  return offer ?? null;
}

/** Who is not asked about a slot: who was, and who has another offer in their hands. */
export async function entriesNotToAsk(db: Queryable, freedSlotId: string): Promise<Set<string>> {
  const asked = await db
    .select({ entryId: slotOffers.entryId })
    .from(slotOffers)
    .where(eq(slotOffers.freedSlotId, freedSlotId));
  const busy = await db
    .select({ entryId: slotOffers.entryId })
    .from(slotOffers)
    .where(and(active, isNull(slotOffers.endedAt)));
  return new Set([...asked, ...busy].map((row) => row.entryId));
}

/**
 * Ends an offer. Call it holding the freed slot.
 * @returns false when it had ended before
 */
export async function endOffer(
  tx: Transaction,
  deps: Pick<WaitlistDeps, 'clock'>,
  offer: Pick<OfferRow, 'id' | 'entryId'>,
  status: 'declined' | 'timed_out' | 'withdrawn',
  by: Pick<Access, 'actor' | 'requestId'>,
): Promise<boolean> {
  const at = deps.clock.now();
  const ended = await tx
    .update(slotOffers)
    .set({ status, endedAt: at })
    .where(and(eq(slotOffers.id, offer.id), active))
    .returning({ id: slotOffers.id });
  if (ended.length === 0) return false;
  await audit(tx, offer.entryId, `waitlist.offer_${status}`, { ...by, at });
  await closeStaffTask(tx, deps, { kind: 'waitlist_tell_person', subject: offer.id });
  return true;
}

/** Nobody else is asked about a freed slot: a booking has it, or it is simply free again. */
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

/**
 * Takes back the open offers of people who do not wait any more (they left, or booked another time), and has the next
 * ones asked. Call it holding the entries.
 */
export async function withdrawOffersOf(
  tx: Transaction,
  deps: Pick<WaitlistDeps, 'clock' | 'jobs'>,
  entryIds: readonly string[],
  by: Pick<Access, 'actor' | 'requestId'>,
): Promise<void> {
  if (entryIds.length === 0) return;
  const open = await tx
    .select()
    .from(slotOffers)
    .where(and(inArray(slotOffers.entryId, [...entryIds]), eq(slotOffers.status, 'offered')))
    .orderBy(slotOffers.freedSlotId);
  for (const offer of open) {
    await lockFreedSlot(tx, offer.freedSlotId);
    // Accepted between the look and the lock: its booking goes on.
    const current = await loadOffer(tx, offer.id);
    if (current?.status !== 'offered') continue;
    if (await endOffer(tx, deps, offer, 'withdrawn', by)) {
      await scheduleOfferRun(tx, deps, offer.freedSlotId, deps.clock.now());
    }
  }
}

/** A booking stands that an offer became: the freed slot is taken. */
export async function markOfferBooked(
  tx: Transaction,
  deps: Pick<WaitlistDeps, 'clock'>,
  bookingId: string,
): Promise<void> {
  const [offer] = await tx
    .select()
    .from(slotOffers)
    .where(and(eq(slotOffers.bookingId, bookingId), eq(slotOffers.status, 'accepted')));
  if (!offer) return;
  const slot = await lockFreedSlot(tx, offer.freedSlotId);
  const at = deps.clock.now();
  await tx.update(slotOffers).set({ endedAt: at }).where(eq(slotOffers.id, offer.id));
  await closeStaffTask(tx, deps, { kind: 'waitlist_tell_person', subject: offer.id });
  if (slot.state === 'offering') await closeFreedSlot(tx, deps, slot.id, 'taken');
}
