import { percentOf } from '@botaniqal/shared/pricing/cents.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';

/** `cancellation` of `clinic.yaml`. */
export interface CancellationPolicy {
  /** Cancelled at least so many hours before the start, everything is given back. */
  fullRefundUntilHours: number;
  /** After that, so many percent. */
  lateRefundPercent: number;
}

/** Until when everything is given back. */
export function fullRefundUntil(start: Date, policy: CancellationPolicy): Date {
  return new Date(start.getTime() - policy.fullRefundUntilHours * hourMs);
}

/** What a patient gets back who cancels at `now`. Cents; the last moment of the full refund still counts. */
export function refundFor(
  booking: { priceCents: number | null; start: Date },
  policy: CancellationPolicy,
  now: Date,
): number {
  const paid = booking.priceCents ?? 0;
  if (now <= fullRefundUntil(booking.start, policy)) return paid;
  return percentOf(paid, policy.lateRefundPercent);
}
