import { type BookingView, declineReason, type PaymentStatus } from '@botaniqal/shared/contracts/bookings.ts';
import { isoInstant } from '../../platform/iso-instant.ts';
import { paymentOf, paymentSetupOf, type StoredPayment } from '../payments/index.ts';
import type { Booking } from './booking.ts';
import type { BookingDeps } from './deps.ts';
import { refundEnd, refundOf } from './eligibility/refund.ts';
import { formsOf } from './messages/due-forms.ts';
import { openMoveOf } from './moving/move-store.ts';
import { reschedulingOf } from './moving/policy/rescheduling-policy.ts';
import { nearestStarts } from './placing/alternatives.ts';
import { holdOf, wasExtended } from './slots/hold.ts';

/** A booking as its patient sees it. */
export async function viewOf(deps: BookingDeps, booking: Booking): Promise<BookingView> {
  const payment = await paymentOf(deps.store.db, booking.id);
  const submitted = await deps.submittedForms?.(booking.id);
  const move = await openMoveOf(deps.store.db, booking.id);
  return {
    bookingId: booking.id,
    confirmationNumber: booking.confirmationNumber,
    status: booking.status,
    service: booking.service,
    visit: booking.visit,
    practitionerId: booking.practitionerId,
    start: isoInstant(booking.start),
    durationMinutes: booking.durationMinutes,
    timeZone: booking.patient.timeZone,
    bookedFor: booking.patient.contactPerson && { name: booking.patient.name },
    bookedAt: booking.confirmedAt && isoInstant(booking.confirmedAt),
    price:
      booking.priceCents === null ? null : { amountCents: booking.priceCents, currency: booking.currency },
    forms: formsOf(deps, booking).map((formId) => ({
      formId,
      status: submitted?.has(formId) ? 'submitted' : 'due',
    })),
    zoomLink: booking.status === 'confirmed' ? booking.joinUrl : null,
    ...(await holdView(deps, booking)),
    payment: payment && paymentView(deps, booking, payment),
    cancellation: cancellationView(deps, booking),
    rescheduling: reschedulingOf(deps, booking, deps.clock.now(), move !== null),
    moving: move && { start: isoInstant(move.start), practitionerId: move.practitionerId },
    movedFrom: booking.movedFrom && {
      ...booking.movedFrom,
      start: isoInstant(new Date(booking.movedFrom.start)),
    },
    noShowAt: booking.noShowAt && isoInstant(booking.noShowAt),
    failure: booking.failure,
    alternatives: await alternativesTo(deps, booking),
  };
}

/** How long the time is kept while it is not paid. */
export async function holdView(
  deps: Pick<BookingDeps, 'store'>,
  booking: Booking,
): Promise<Pick<BookingView, 'holdExpiresAt' | 'holdExtendable'>> {
  if (booking.status !== 'awaiting_payment') return { holdExpiresAt: null, holdExtendable: false };
  const hold = await holdOf(deps.store.db, booking.id);
  return {
    // Another booking has taken the time since, so the hold has expired.
    holdExpiresAt: isoInstant(hold?.expiresAt ?? booking.createdAt),
    holdExtendable: booking.phonePayment !== 'link' && !(await wasExtended(deps.store.db, booking.id)),
  };
}

function paymentView(
  deps: Pick<BookingDeps, 'payments'>,
  booking: Booking,
  payment: StoredPayment,
): BookingView['payment'] {
  const lastDecline = declineReason.nullable().catch('declined').parse(payment.lastDecline);
  const open = booking.status === 'awaiting_payment' && payment.goal === 'none';
  return {
    status: paymentStatusOf(payment),
    paidCents: payment.capturedCents,
    refundCents: payment.goal === 'refund' && payment.capturedCents > 0 ? payment.refundCents : 0,
    lastDecline: open ? lastDecline : null,
    setup: open && payment.state !== 'cancelled' ? paymentSetupOf(deps.payments, payment) : null,
  };
}

/** Where the money is, in the patient's words. */
export function paymentStatusOf(
  payment: Pick<
    StoredPayment,
    'goal' | 'state' | 'refundCents' | 'refundedCents' | 'amountCents' | 'reconciledAt'
  >,
): PaymentStatus {
  const { goal, state } = payment;
  if (state === 'captured') {
    const due = goal === 'release' ? payment.amountCents : goal === 'refund' ? payment.refundCents : 0;
    if (due === 0) return 'paid';
    if (payment.refundedCents >= due) return 'refunded';
    // A payment that was handed to a person rests: the refund did not go through.
    return payment.reconciledAt === null ? 'refunding' : 'refund_failed';
  }
  if (state === 'cancelled' || goal === 'release') return 'released';
  if (goal === 'refund' && payment.refundCents >= payment.amountCents) return 'released';
  if (state === 'authorised') return 'authorised';
  return state === 'processing' || state === 'unknown' ? 'processing' : 'due';
}

function cancellationView(
  deps: Pick<BookingDeps, 'clinic' | 'clock'>,
  booking: Booking,
): BookingView['cancellation'] {
  const now = deps.clock.now();
  const { status, start } = booking;
  if ((status !== 'confirmed' && status !== 'awaiting_payment') || start <= now) return null;
  const possibleUntil = isoInstant(start);
  const costs = status === 'confirmed' && (booking.priceCents ?? 0) > 0;
  return {
    possibleUntil,
    refundCents: costs ? refundOf(deps, booking, now) : 0,
    fullRefundUntil: costs ? isoInstant(refundEnd(deps, booking)) : null,
  };
}

async function alternativesTo(
  deps: Pick<BookingDeps, 'freeTimes' | 'log'>,
  booking: Booking,
): Promise<string[]> {
  if (booking.failure !== 'slot_lost' && booking.failure !== 'hold_expired') return [];
  // A hold that ran out may be the nearest free time itself.
  const lost = booking.failure === 'slot_lost' ? [booking.start] : [];
  const free = await nearestStarts(deps, booking, [booking.start], lost);
  return free.map(isoInstant);
}
