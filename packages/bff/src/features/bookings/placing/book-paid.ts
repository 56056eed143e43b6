import type { PaidBookingHeld, PaidBookingRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { eq } from 'drizzle-orm';
import { Problem } from '../../../platform/problem.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { paymentOf, paymentSetupOf, preparePayment, type StoredPayment } from '../../payments/index.ts';
import type { Booking, BookingPatient } from '../booking.ts';
import { isEnded } from '../booking-state.ts';
import { holdView } from '../booking-view.ts';
import type { BookingDeps } from '../deps.ts';
import { rightOf } from '../eligibility/entitlement.ts';
import { pricedVisitFor } from '../eligibility/priced-visit.ts';
import { manageUrl } from '../messages/booking-messages.ts';
import { holdOf } from '../slots/hold.ts';
import { bookings, slotHolds } from '../tables.ts';
import { acceptBooking } from './accept-booking.ts';
import { isStartFree } from './ask-calendar.ts';
import { findByRequest, isoInstant, slotUnavailable } from './book-free.ts';
import { forgetCalendar } from './confirm.ts';

/**
 * Holds a time for a patient who is about to pay, and makes the payment.
 *
 * The held time comes first: of a hundred people who want it at once, one gets as far as a payment, and the others
 * are told before there is one. The calendar itself is asked, too: a time that it does not offer is not sold.
 *
 * @throws Problem slot_unavailable with `alternatives`, service_not_open, not_bookable_online, invalid_request,
 *   payment_unavailable; after each of them nothing is kept
 */
export async function bookPaid(
  deps: BookingDeps,
  request: PaidBookingRequest,
  context: { idempotencyKeyHash: string | null; requestId: string | undefined },
): Promise<PaidBookingHeld> {
  const { idempotencyKeyHash } = context;
  const earlier = idempotencyKeyHash === null ? null : await findByRequest(deps, idempotencyKeyHash);
  if (earlier && !isEnded(earlier.status)) return answerAgain(deps, earlier);

  const now = deps.clock.now();
  const right = await rightOf(deps.rights, request.invitation, { ...request, starts: [request.start] });
  const invited = right?.opensService ?? false;
  const channel = right?.time ? 'waitlist_offer' : 'online';
  const { bookable, ...price } = pricedVisitFor(deps.clinic, request, now, { invited, channel });
  const start = new Date(request.start);
  const candidate = { practitionerId: request.practitionerId, start: start.toISOString() };
  const booking = await acceptBooking(deps, bookable, [candidate], {
    patient: patientOf(request),
    attribution: request.attribution ?? null,
    triageSessionId: request.triageSessionId ?? null,
    requestKeyHash: earlier ? null : idempotencyKeyHash,
    requestId: context.requestId,
    toPay: { ...price, holdMinutes: deps.clinic.booking.holdMinutes },
    right,
  });
  if (!booking) throw await slotUnavailable(deps, bookable, [start]);
  deps.freeTimes.occupiedChanged();

  if (!(await isOffered(deps, booking))) {
    await discard(deps, booking, { timeIsLost: true });
    await forgetCalendar(deps, booking.practitionerId);
    throw await slotUnavailable(deps, bookable, [start]);
  }
  return answer(deps, booking, await prepare(deps, booking));
}

/** A calendar that cannot be read now is not asked twice: the booking itself will be, with the money kept back only. */
async function isOffered(deps: BookingDeps, booking: Booking): Promise<boolean> {
  try {
    return await isStartFree(deps, booking, undefined);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    deps.log.warn('A time is held although the calendar cannot be read', { bookingId: booking.id, error });
    return true;
  }
}

async function prepare(deps: BookingDeps, booking: Booking): Promise<StoredPayment> {
  const payment = await preparePayment(deps.payments, {
    bookingId: booking.id,
    amountCents: booking.priceCents ?? 0,
    currency: booking.currency,
    // Neither service nor practitioner: receipts and bank statements are read by others.
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

/** A request that comes to nothing leaves nothing: no time, no name. The audit trail has its id. */
async function discard(deps: BookingDeps, booking: Booking, how: { timeIsLost: boolean }): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    await deps.rights?.unused(tx, booking.id, how);
    await tx.delete(slotHolds).where(eq(slotHolds.bookingId, booking.id));
    await tx.delete(bookings).where(eq(bookings.id, booking.id));
  });
  deps.freeTimes.occupiedChanged();
}

/** A repeat of a request whose answer was lost: its booking as it stands, with the payment made if it was not yet. */
async function answerAgain(deps: BookingDeps, booking: Booking): Promise<PaidBookingHeld> {
  const payment = (await paymentOf(deps.store.db, booking.id)) ?? (await prepare(deps, booking));
  return answer(deps, booking, payment);
}

async function answer(deps: BookingDeps, booking: Booking, payment: StoredPayment): Promise<PaidBookingHeld> {
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

function patientOf({ patient, timeZone }: PaidBookingRequest): BookingPatient {
  const firstName = oneLine(patient.firstName);
  const lastName = oneLine(patient.lastName);
  return {
    name: `${firstName} ${lastName}`,
    firstName,
    lastName,
    dateOfBirth: patient.dateOfBirth,
    email: patient.email,
    phone: patient.phone,
    timeZone,
    primaryConcern: null,
  };
}

/** It goes into mail headers and other systems. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}
