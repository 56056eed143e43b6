import { setTimeout as wait } from 'node:timers/promises';
import type { PhoneBookingAnswer, PhoneBookingRequest } from '@botaniqal/shared/contracts/phone-booking.ts';
import { isoInstant } from '../../platform/iso-instant.ts';
import { byStaff, type StaffMember } from '../../platform/staff-auth/staff-member.ts';
import {
  type Booking,
  bookByPhone,
  earlierPhoneBooking,
  holdOf,
  mustLoadBooking,
  type PhonePayment,
  paymentUrl,
} from '../bookings/index.ts';
import { bindVisit, concludeWithVisit, sessionToBook } from '../forms/index.ts';
import { mailsAbout } from '../messages/index.ts';
import type { PhoneBookingDeps } from './deps.ts';
import { whichService } from './which-service.ts';
import { earlierOf, patientOf } from './whom.ts';

/**
 * Books on the phone by seed 003, and waits a moment for what follows, so that the answer can say what is done.
 * @throws Problem forbidden (not the session's consultant), slot_unavailable with `alternatives`, changed_meanwhile (a
 *   colleague has booked from this session), invalid_request, and what `bookByPhone` throws
 */
export async function bookOnPhone(
  deps: PhoneBookingDeps,
  request: PhoneBookingRequest,
  member: StaffMember,
  { requestId, idempotencyKeyHash }: { requestId: string; idempotencyKeyHash: string | null },
): Promise<PhoneBookingAnswer> {
  const { bookings } = deps;
  const context = { ...byStaff(member, requestId), idempotencyKeyHash };
  const { triageSessionId, patientOfBookingId, practitionerId, appointmentType: visit } = request;
  const session = triageSessionId ? await sessionToBook(bookings, triageSessionId, member) : null;
  const repeated = await earlierPhoneBooking(bookings, context);
  if (repeated) return answerOf(deps, await conclude(deps, repeated));
  await session?.refuseIfBooked();
  const earlierId = patientOfBookingId ?? session?.callBookingId;
  const path = patientOfBookingId ? 'patientOfBookingId' : 'triageSessionId';
  const earlier = earlierId ? await earlierOf(deps, earlierId, path, context) : null;
  const booking = await bookByPhone(
    bookings,
    {
      service: whichService(bookings.clinic, { service: request.serviceType, visit, practitionerId }, [
        session?.recommendedService ?? null,
        earlier?.service ?? null,
      ]),
      visit,
      practitionerId,
      start: request.scheduledTime,
      payment: paymentOf(request),
      patient: patientOf(deps, request, earlier, session),
      triageSessionId: session?.id ?? null,
      notes: request.notes ?? null,
      alsoStore: async (tx, accepted) => {
        if (session) await bindVisit(tx, bookings, session.id, accepted);
      },
    },
    context,
  );
  return answerOf(deps, await conclude(deps, booking));
}

function paymentOf(request: PhoneBookingRequest): PhonePayment {
  if (!request.paymentCollected) {
    return {
      mode: request.payment ?? 'unsaid',
      holdUntil: request.holdUntil ? new Date(request.holdUntil) : null,
    };
  }
  const { amountCollected, paymentMethod, paymentReference } = request;
  return {
    mode: 'collected',
    amountCents: amountCollected === undefined ? null : Math.round(amountCollected * 100),
    method: paymentMethod ?? 'other',
    reference: paymentReference ?? null,
  };
}

/** The session has its outcome with the answer. After a kill, the event of the booking does the same. */
async function conclude({ bookings }: PhoneBookingDeps, booking: Booking): Promise<Booking> {
  if (booking.status === 'confirmed' && booking.triageSessionId !== null) {
    await bookings.store.db.transaction((tx) => concludeWithVisit(tx, bookings, booking));
  }
  return booking;
}

const lookEveryMs = 100;

async function answerOf(deps: PhoneBookingDeps, made: Booking): Promise<PhoneBookingAnswer> {
  const { store } = deps.bookings;
  const done = await waitUntilDone(deps, made);
  const booking = await mustLoadBooking(deps.bookings, store.db, made.id);
  const waits = booking.status === 'awaiting_payment';
  const hold = waits ? await holdOf(store.db, booking.id) : null;
  return {
    bookingId: booking.id,
    confirmationNumber: booking.confirmationNumber,
    calendlyEventCreated: booking.calendarEventId !== null && booking.calendar === 'scheduling',
    medirecordsSynced: done.filed,
    patientNotified: done.notified,
    status: booking.status,
    payment: booking.phonePayment ?? 'none',
    price:
      booking.priceCents === null ? null : { amountCents: booking.priceCents, currency: booking.currency },
    practitionerId: booking.practitionerId,
    scheduledTime: isoInstant(booking.start),
    durationMinutes: booking.durationMinutes,
    holdExpiresAt: hold?.expiresAt ? isoInstant(hold.expiresAt) : null,
    paymentUrl: waits ? paymentUrl(deps.bookings, booking) : null,
  };
}

/** Filing and emails are jobs. As a rule they are done within a second or two. */
async function waitUntilDone(
  deps: PhoneBookingDeps,
  booking: Booking,
): Promise<{ filed: boolean; notified: boolean }> {
  const { store, timings } = deps.bookings;
  const files = booking.status === 'confirmed';
  const looks = booking.status === 'confirming' ? 0 : (deps.looks ?? timings.pageLooks);
  for (let look = 0; ; look += 1) {
    const filed = files && (await deps.isFiled(booking.id));
    const mails = await mailsAbout(store.db, booking.id);
    const notified = mails.some(({ kind, sentAt }) => toPatient.has(kind) && sentAt !== null);
    if ((notified && (filed || !files)) || look >= looks) return { filed, notified };
    await wait(lookEveryMs);
  }
}

const toPatient = new Set(['confirmation', 'payment-link']);
