import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Transaction } from '../../../platform/store/database.ts';
import type { WaitlistDeps } from '../deps.ts';
import { audit } from '../entry-store.ts';
import { markOfferBooked, withdrawOffersOf } from '../offers/end-offer.ts';
import { slotOffers, waitlistEntries } from '../tables.ts';

/**
 * Ends the waiting of a person who has booked the service, and passes a time that was offered to them on to the next
 * person. The entry is found by the email address, or because the booking came from its invitation or offer. Runs in
 * the transaction that confirms the booking.
 */
export async function markBooked(
  tx: Transaction,
  deps: Pick<WaitlistDeps, 'personKeys' | 'clock' | 'jobs'>,
  booking: { id: string; service: string; email: string },
): Promise<void> {
  const at = deps.clock.now();
  const rows = await tx
    .update(waitlistEntries)
    .set({ status: 'booked', bookedAt: at, bookingId: booking.id })
    .where(
      and(
        isNull(waitlistEntries.bookedAt),
        or(
          and(
            eq(waitlistEntries.service, booking.service),
            eq(waitlistEntries.personKey, deps.personKeys.of(booking.email)),
            inArray(waitlistEntries.status, ['waiting', 'invited']),
          ),
          // An invitation may have lapsed while its booking was being paid.
          and(
            or(
              eq(waitlistEntries.bookingId, booking.id),
              inArray(waitlistEntries.id, offeredFor(tx, booking.id)),
            ),
            inArray(waitlistEntries.status, ['waiting', 'invited', 'lapsed']),
          ),
        ),
      ),
    )
    .returning({ id: waitlistEntries.id });
  for (const { id } of rows) await audit(tx, id, 'waitlist.booked', { actor: { kind: 'system' }, at });
  await markOfferBooked(tx, deps, booking.id);
  await withdrawOffersOf(
    tx,
    deps,
    rows.map((row) => row.id),
    { actor: { kind: 'system' } },
  );
}

/** Ids of the entries whose offer became this booking. */
function offeredFor(tx: Transaction, bookingId: string) {
  return tx
    .select({ id: slotOffers.entryId })
    .from(slotOffers)
    .where(and(eq(slotOffers.bookingId, bookingId), eq(slotOffers.status, 'accepted')));
}
