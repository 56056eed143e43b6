import {
  fullRefundUntil,
  type Refundable,
  type RefundTerms,
  refundFor,
  refundTerms,
} from '@botaniqal/shared/pricing/refund-policy.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';

/** The columns of a booking on which its refund depends. */
type Priced = Pick<Booking, 'priceCents' | 'start' | 'confirmedAt' | 'refundCountsFrom'> &
  Partial<Pick<Booking, 'phonePayment'>>;
type PolicyDeps = Pick<BookingDeps, 'clinic'>;

/** The refund of a booking that its patient cancels at `now`. Cents. */
export function refundOf(deps: PolicyDeps, booking: Priced, now: Date): number {
  return refundFor(refundable(booking), deps.clinic.cancellation, now);
}

/** What the patient of a booking gets back, as its confirmation says it. */
export function refundTermsOf(deps: PolicyDeps, booking: Priced, now: Date): RefundTerms {
  return refundTerms(refundable(booking), deps.clinic.cancellation, now);
}

/** The last moment of a booking's full refund. */
export function refundEnd(deps: PolicyDeps, booking: Priced): Date {
  return fullRefundUntil(refundable(booking), deps.clinic.cancellation);
}

/**
 * Whether a full refund is over at `now`, so that a move by the patient does not bring it back.
 * @returns what `refundCountsFrom` is after such a move
 */
export function refundBasisAfterMove(deps: PolicyDeps, booking: Priced, now: Date): Date | null {
  return now > refundEnd(deps, booking) ? (booking.refundCountsFrom ?? booking.start) : null;
}

/** Of a visit that is paid at the appointment, there is nothing to give back. */
function refundable(booking: Priced): Refundable {
  const { start, confirmedAt, refundCountsFrom, phonePayment } = booking;
  const priceCents = phonePayment === 'later' ? null : booking.priceCents;
  return { priceCents, start: refundCountsFrom ?? start, bookedAt: confirmedAt };
}
