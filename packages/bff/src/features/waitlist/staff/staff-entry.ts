import { visitKind } from '@botaniqal/shared/contracts/primitives.ts';
import type { StaffWaitlist, StaffWaitlistEntry } from '@botaniqal/shared/contracts/waitlist.ts';
import { desc, eq } from 'drizzle-orm';
import { isoInstant } from '../../../platform/iso-instant.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { EntryContact, EntryRow } from '../entry.ts';
import { freedSlots, slotOffers } from '../tables.ts';

/** An offer with the time that was offered. */
export type StoredOffer = Awaited<ReturnType<typeof offersOf>>[number];

/** The offers of a service's list, the latest first. */
export function offersOf(tx: Transaction, service: StaffWaitlist['service']) {
  return tx
    .select({ offer: slotOffers, practitionerId: freedSlots.practitionerId, start: freedSlots.start })
    .from(slotOffers)
    .innerJoin(freedSlots, eq(freedSlots.id, slotOffers.freedSlotId))
    .where(eq(slotOffers.service, service))
    .orderBy(desc(slotOffers.offeredAt));
}

function staffOffer({ offer, practitionerId, start }: StoredOffer): StaffWaitlistEntry['offers'][number] {
  return {
    offerId: offer.id,
    status: offer.status,
    visit: visitKind.parse(offer.visit),
    practitionerId,
    start: isoInstant(start),
    offeredAt: offer.offeredAt.toISOString(),
    expiresAt: isoInstant(offer.expiresAt),
    endedAt: offer.endedAt?.toISOString() ?? null,
    bookingId: offer.bookingId,
  };
}

export function staffEntry(
  row: EntryRow,
  contact: EntryContact,
  score: StaffWaitlistEntry['score'],
  rank: number | null,
  offers: readonly StoredOffer[],
): StaffWaitlistEntry {
  return {
    entryId: row.id,
    ...contact,
    interestLevel: row.interestLevel,
    contactPreference: row.contactPreference,
    status: row.status,
    confirmed: row.confirmedAt !== null,
    joinedAt: row.joinedAt.toISOString(),
    invitedAt: row.invitedAt?.toISOString() ?? null,
    bookBy: row.bookBy?.toISOString() ?? null,
    bookedAt: row.bookedAt?.toISOString() ?? null,
    offers: offers.map(staffOffer),
    rank,
    score,
  };
}
