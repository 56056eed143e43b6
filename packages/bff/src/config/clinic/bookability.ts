import type { VisitKind } from '@botaniqal/shared/ids/ids.ts';

/** How a booking reaches the clinic. */
export const bookingChannels = ['online', 'phone', 'waitlist_offer'] as const;
export type BookingChannel = (typeof bookingChannels)[number];

/** The part of a visit in `clinic.yaml` that decides whether it may be booked. */
export interface VisitSettings {
  kind: VisitKind;
  bookable: 'online' | 'phone' | 'no';
  /** `null`: the price is on enquiry. */
  price: { amountCents: number } | null;
}

/** Why a visit cannot be booked through a channel. */
export type VisitRefusal =
  | 'no_price'
  | 'not_offered'
  /** Only the consultant books it. */
  | 'phone_only'
  /** The waitlist's page books the free first call and paid visits. It has no way to book another free visit. */
  | 'free_visit';

/**
 * Whether a visit may be booked through a channel, by its own settings; `null` when it may. The consultant on the
 * phone may book what patients book online, too. Whether the service is open is a second question: see
 * `features/catalogue/bookable-visits.ts`.
 */
export function visitRefusal(visit: VisitSettings, channel: BookingChannel): VisitRefusal | null {
  if (visit.price === null) return 'no_price';
  if (visit.bookable === 'no') return 'not_offered';
  if (channel === 'phone') return null;
  if (visit.bookable !== 'online') return 'phone_only';
  const isFreeFollowup = visit.price.amountCents === 0 && visit.kind !== 'consultation';
  return channel === 'waitlist_offer' && isFreeFollowup ? 'free_visit' : null;
}
