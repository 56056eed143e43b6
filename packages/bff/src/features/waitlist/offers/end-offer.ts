import { and, eq, inArray } from 'drizzle-orm';
import type { Access } from '../../../platform/audit/record-access.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { closeStaffTask } from '../../staff-tasks/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import { audit } from '../entry-store.ts';
import { slotOffers } from '../tables.ts';
import { closeFreedSlot, lockFreedSlot } from './freed-slot-store.ts';
import { scheduleOfferRun } from './offer-jobs.ts';
import { active, loadOffer, type OfferRow } from './offer-store.ts';

/**
 * Ends an offer. The caller holds the lock on the freed slot.
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

/**
 * Withdraws the open offers of people who no longer wait, because they left or booked another time, and has the next
 * people asked. The caller holds the locks on the entries.
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
    // The person accepted between the query and the lock: their booking goes on.
    const current = await loadOffer(tx, offer.id);
    if (current?.status !== 'offered') continue;
    if (await endOffer(tx, deps, offer, 'withdrawn', by)) {
      await scheduleOfferRun(tx, deps, offer.freedSlotId, deps.clock.now());
    }
  }
}

/** A booking that came from an offer is confirmed: the freed slot is taken. */
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
