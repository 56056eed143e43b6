import {
  fullRefundUntil,
  lateRefundCents,
  type Refundable,
  type RefundTerms,
  refundFor,
  refundTerms,
} from '@botaniqal/shared/pricing/refund-policy.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';

/** The columns of a booking on which its refund depends. */
type Priced = Pick<Booking, 'priceCents' | 'start' | 'confirmedAt'>;
type PolicyDeps = Pick<BookingDeps, 'clinic'>;

/** The refund of a booking that its patient cancels at `now`. Cents. */
export function refundOf(deps: PolicyDeps, booking: Priced, now: Date): number {
  return refundFor(refundable(booking), deps.clinic.cancellation, now);
}

/** What the patient of a booking gets back, as its confirmation says it. */
export function refundTermsOf(deps: PolicyDeps, booking: Priced, now: Date): RefundTerms {
  return refundTerms(refundable(booking), deps.clinic.cancellation, now);
}

/** The moment at which the full refund of a booking ends, and what is refunded afterwards. */
export function refundEnd(deps: PolicyDeps, booking: Priced): { until: Date; lateCents: number } {
  const { cancellation } = deps.clinic;
  return {
    until: fullRefundUntil(refundable(booking), cancellation),
    lateCents: lateRefundCents(refundable(booking), cancellation),
  };
}

function refundable({ priceCents, start, confirmedAt }: Priced): Refundable {
  return { priceCents, start, bookedAt: confirmedAt };
}
