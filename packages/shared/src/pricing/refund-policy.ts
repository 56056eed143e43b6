import { hourMs, minuteMs } from '../time/duration.ts';
import { percentOf } from './cents.ts';

/** `cancellation` of `clinic.yaml`. */
export interface CancellationPolicy {
  /** A cancellation at least so many hours before the start is refunded in full. */
  fullRefundUntilHours: number;
  /** The refund of a later cancellation, in percent. */
  lateRefundPercent: number;
  /** A cancellation within so many minutes after booking is refunded in full at any hour. 0: no such grace period. */
  graceMinutes: number;
}

/** The facts of an appointment on which its refund depends. */
export interface Refundable {
  /** The price in cents; 0 or `null`: nothing is paid. */
  priceCents: number | null;
  start: Date;
  /** When the booking was confirmed; `null`: it is not booked yet. */
  bookedAt: Date | null;
}

/** What a patient gets back who cancels. The server refunds by these terms, and pages and mails say them in words. */
export type RefundTerms =
  /** Nothing is paid, so there is nothing to refund. */
  | { kind: 'free' }
  /** The whole price, until the appointment starts. */
  | { kind: 'always' }
  /** The whole price until this moment, which still counts. Afterwards `lateCents`. */
  | { kind: 'until'; until: Date; lateCents: number }
  /**
   * `lateCents`, because the appointment starts in less than `hours`; `null`: it does so very soon. Not booked yet: the
   * whole price for so many `minutes` after booking; 0: never.
   */
  | { kind: 'late'; hours: number | null; minutes: number; lateCents: number };

/** The last moment of a full refund. */
export function fullRefundUntil({ start, bookedAt }: Refundable, policy: CancellationPolicy): Date {
  const deadline = start.getTime() - policy.fullRefundUntilHours * hourMs;
  if (!bookedAt || policy.graceMinutes === 0) return new Date(deadline);
  return new Date(Math.max(deadline, bookedAt.getTime() + policy.graceMinutes * minuteMs));
}

/** The refund of a cancellation at `now`. Cents; the last moment of the full refund still counts. */
export function refundFor(appointment: Refundable, policy: CancellationPolicy, now: Date): number {
  if (now <= fullRefundUntil(appointment, policy)) return appointment.priceCents ?? 0;
  return percentOf(appointment.priceCents ?? 0, policy.lateRefundPercent);
}

/** The terms of an appointment, as they are at `now`. */
export function refundTerms(appointment: Refundable, policy: CancellationPolicy, now: Date): RefundTerms {
  const { priceCents, start, bookedAt } = appointment;
  if (!priceCents) return { kind: 'free' };
  const until = fullRefundUntil(appointment, policy);
  const lateCents = percentOf(priceCents, policy.lateRefundPercent);
  if (until >= start || lateCents === priceCents) return { kind: 'always' };
  const isLate = now > until;
  // A person who books now can cancel free of charge for so long, perhaps longer than until the deadline.
  const minutes = bookedAt ? 0 : policy.graceMinutes;
  if (!isLate && now.getTime() + minutes * minuteMs <= until.getTime()) {
    return { kind: 'until', until, lateCents };
  }
  return { kind: 'late', hours: isLate ? policy.fullRefundUntilHours : null, minutes, lateCents };
}
