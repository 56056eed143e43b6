import type { PaidBookingHeld, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { eq } from 'drizzle-orm';
import { isoInstant } from '../../../platform/iso-instant.ts';
import { releasePlaces } from '../../../platform/limits/limits.ts';
import { Problem } from '../../../platform/problem.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { paymentOf, paymentSetupOf, preparePayment, type StoredPayment } from '../../payments/index.ts';
import { recordRead } from '../api/record-read.ts';
import type { Booking } from '../booking.ts';
import { holdView } from '../booking-view.ts';
import type { BookingDeps } from '../deps.ts';
import { decidePaid } from '../eligibility/decide-booking.ts';
import { chooseCalendar } from '../fail-over/choose-calendar.ts';
import { manageUrl } from '../messages/appointment-facts.ts';
import { isStartFree } from '../running/ask-calendar.ts';
import { refreshCalendar } from '../running/refresh-calendar.ts';
import { holdOf } from '../slots/hold.ts';
import { bookings, slotHolds } from '../tables.ts';
import { acceptBooking } from './accept-booking.ts';
import { slotUnavailable } from './alternatives.ts';
import { acceptedRequest, type BookingRequestContext, payingPatient } from './booking-request.ts';
import { earlierBooking } from './earlier-booking.ts';
import { limitGuesses } from './promotion-guesses.ts';

/**
 * Holds a time for a patient who is about to pay, and makes the payment.
 *
 * The time is held first: of a hundred people who want it at once, one gets as far as a payment, and the others get
 * the refusal before a payment exists. The calendar is asked, too: a time that it does not offer is not sold.
 *
 * @throws Problem slot_unavailable with `alternatives`, service_not_open, not_bookable_online, invalid_request,
 *   payment_unavailable; after each of them nothing is stored
 */
export async function bookPaid(
  deps: BookingDeps,
  request: PaidBookingRequest,
  context: BookingRequestContext,
): Promise<PaidBookingHeld> {
  const repeated = await earlierBooking(deps, context.idempotencyKeyHash);
  if (repeated) {
    await recordRead(deps, repeated, context.requestId);
    return answerAgain(deps, repeated);
  }
  const decision = await limitGuesses(deps, request.promotionCode, context, () => decidePaid(deps, request));
  const accepted = acceptedRequest(request, payingPatient(request), context.idempotencyKeyHash);
  const booking = await acceptBooking(deps, decision, accepted, context);
  if (!booking) throw await slotUnavailable(deps, decision);
  deps.freeTimes.occupiedChanged();
  if (!(await isOffered(deps, booking))) {
    await discard(deps, booking, { timeIsLost: true });
    await refreshCalendar(deps, booking.practitionerId);
    throw await slotUnavailable(deps, decision);
  }
  return answer(deps, booking, await prepare(deps, booking));
}

/** When the calendar cannot be read now, the time is sold: the booking asks again before the money is taken. */
export async function isOffered(
  deps: Pick<BookingDeps, 'calendar' | 'failOver' | 'log'>,
  booking: Booking,
): Promise<boolean> {
  try {
    return await isStartFree(deps, booking, await chooseCalendar(deps, booking), undefined);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    deps.log.warn('A time is held although the calendar cannot be read', { bookingId: booking.id, error });
    return true;
  }
}

export async function prepare(
  deps: Pick<BookingDeps, 'clinic' | 'entitlements' | 'freeTimes' | 'payments' | 'store'>,
  booking: Booking,
): Promise<StoredPayment> {
  const payment = await preparePayment(deps.payments, {
    bookingId: booking.id,
    amountCents: booking.priceCents ?? 0,
    currency: booking.currency,
    // Other people read receipts and bank statements, so neither service nor practitioner is named.
    description: `${deps.clinic.clinic.name} appointment ${booking.confirmationNumber}`,
    receiptEmail: booking.patient.email,
  });
  if (payment) return payment;
  await discard(deps, booking, { timeIsLost: false });
  throw new Problem(
    'payment_unavailable',
    `We cannot take payments just now, and nothing is booked. Try again in a minute, or call ${deps.clinic.clinic.phone}.`,
    { retryAfterSeconds: 30 },
  );
}

/** A refused request stores nothing: no held time, no name. The audit trail has its id. */
export async function discard(
  deps: Pick<BookingDeps, 'entitlements' | 'freeTimes' | 'store'>,
  booking: Booking,
  how: { timeIsLost: boolean },
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    await deps.entitlements?.release(tx, booking.id, how);
    await releasePlaces(tx, booking.id);
    await tx.delete(slotHolds).where(eq(slotHolds.bookingId, booking.id));
    await tx.delete(bookings).where(eq(bookings.id, booking.id));
  });
  deps.freeTimes.occupiedChanged();
}

/** The answer to a repeated request: its booking as it is now. The payment is made when it was not made before. */
async function answerAgain(deps: BookingDeps, booking: Booking): Promise<PaidBookingHeld> {
  const payment = (await paymentOf(deps.store.db, booking.id)) ?? (await prepare(deps, booking));
  return answer(deps, booking, payment);
}

async function answer(
  deps: Pick<BookingDeps, 'clock' | 'managePage' | 'payments' | 'store'>,
  booking: Booking,
  payment: StoredPayment,
): Promise<PaidBookingHeld> {
  const hold = await holdOf(deps.store.db, booking.id);
  const { holdExpiresAt, holdExtendable } = await holdView(deps, booking);
  return {
    bookingId: booking.id,
    confirmationNumber: booking.confirmationNumber,
    status: booking.status,
    holdExpiresAt: holdExpiresAt ?? isoInstant(hold?.expiresAt ?? deps.clock.now()),
    holdExtendable,
    price: { amountCents: booking.priceCents ?? 0, currency: booking.currency },
    discountCents: booking.discountCents,
    payment: paymentSetupOf(deps.payments, payment),
    manageToken: booking.manageToken,
    manageUrl: manageUrl(deps, booking),
  };
}
