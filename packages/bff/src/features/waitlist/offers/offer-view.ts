import type { WaitlistEntryView } from '@botaniqal/shared/contracts/waitlist.ts';
import { eq } from 'drizzle-orm';
import { isoInstant } from '../../../platform/iso-instant.ts';
import { practitionerOf, serviceOf, visitOf } from '../../catalogue/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import type { Entry } from '../entry.ts';
import { bookableVisitOf } from '../online-visits.ts';
import { freedSlots } from '../tables.ts';
import type { OfferRow } from './offer-store.ts';

/**
 * The latest offer as its person sees it. Empty once its time is past, or when its visit was removed from
 * `clinic.yaml`.
 */
export async function offerView(
  deps: WaitlistDeps,
  entry: Pick<Entry, 'contact'>,
  offer: OfferRow | null,
): Promise<Pick<WaitlistEntryView, 'offer'>> {
  if (!offer) return {};
  const [slot] = await deps.store.db.select().from(freedSlots).where(eq(freedSlots.id, offer.freedSlotId));
  const service = serviceOf(deps.clinic, offer.service);
  const visit = visitOf(deps.clinic, offer);
  const now = deps.clock.now();
  if (!slot || !service || !visit || slot.start <= now) return {};
  const practitioner = practitionerOf(deps.clinic, slot.practitionerId);
  // The job that ends it may be late.
  const ranOut = offer.status === 'offered' && offer.expiresAt <= now;
  return {
    offer: {
      offerId: offer.id,
      status: ranOut ? 'timed_out' : offer.status,
      service: service.id,
      serviceName: service.name,
      visit: bookableVisitOf(deps.clinic, { visit, priceCents: offer.priceCents }),
      practitionerId: slot.practitionerId,
      practitionerName: practitioner?.name ?? deps.clinic.clinic.name,
      start: isoInstant(slot.start),
      expiresAt: isoInstant(offer.expiresAt),
      asks: asksOf(entry, offer),
      bookingId: offer.bookingId,
    },
  };
}

/** What the booking of a free visit needs and the entry lacks. The page of a paid visit asks for everything. */
export function asksOf(
  entry: Pick<Entry, 'contact'>,
  offer: Pick<OfferRow, 'priceCents'>,
): ('phone' | 'primaryConcern')[] {
  if (offer.priceCents > 0) return [];
  return [...(entry.contact?.phone ? [] : (['phone'] as const)), 'primaryConcern'];
}
