import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { slotOffers } from '../tables.ts';

/** Reading offers. */

export type OfferRow = typeof slotOffers.$inferSelect;

/** The offer is open, or is being booked. */
export const active = inArray(slotOffers.status, ['offered', 'accepted']);

export async function loadOffer(db: Queryable, offerId: string): Promise<OfferRow | null> {
  const [offer] = await db.select().from(slotOffers).where(eq(slotOffers.id, offerId));
  return offer ?? null;
}

/** The offer for which a freed slot is held; `null` when there is none at the moment. */
export async function activeOfferOf(db: Queryable, freedSlotId: string): Promise<OfferRow | null> {
  const [offer] = await db
    .select()
    .from(slotOffers)
    .where(and(eq(slotOffers.freedSlotId, freedSlotId), active));
  return offer ?? null;
}

/** The latest offer of an entry. */
export async function latestOfferOf(db: Queryable, entryId: string): Promise<OfferRow | null> {
  const [offer] = await db
    .select()
    .from(slotOffers)
    .where(eq(slotOffers.entryId, entryId))
    .orderBy(desc(slotOffers.offeredAt))
    .limit(1);
  return offer ?? null;
}

/** Entries that are not asked about a slot: they were asked before, or have another active offer. */
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
