import type { ActingAs } from '../../../platform/audit/actor.ts';
import { actorText } from '../../../platform/audit/actor.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { paymentOf, storeCollected } from '../../payments/index.ts';
import { recordRead } from '../api/record-read.ts';
import type { Booking, BookingPatient } from '../booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import {
  decidePhone,
  type PhoneDecision,
  type PhonePayment,
  type PhoneWish,
} from '../eligibility/decide-phone.ts';
import { failBooking } from '../ending/fail.ts';
import { queuePaymentLink } from '../messages/payment-link.ts';
import { enqueueReconcile } from '../running/reconcile.ts';
import { refreshCalendar } from '../running/refresh-calendar.ts';
import { runBookingSteps } from '../running/run-steps.ts';
import { acceptBooking } from './accept-booking.ts';
import { slotUnavailable } from './alternatives.ts';
import { discard, isOffered, prepare } from './book-paid.ts';
import { earlierBooking } from './earlier-booking.ts';

export interface PhoneBooking extends PhoneWish {
  patient: BookingPatient;
  triageSessionId: string | null;
  notes: string | null;
  /** What other features store with it, in its transaction. */
  alsoStore?: (tx: Transaction, booking: Booking) => Promise<void>;
}

export interface PhoneBookingContext extends ActingAs {
  idempotencyKeyHash: string | null;
}

/** The booking that a request with this key made before, as it is now, with what its request may not have finished. */
export async function earlierPhoneBooking(
  deps: BookingDeps,
  context: PhoneBookingContext,
): Promise<Booking | null> {
  const repeated = await earlierBooking(deps, context.idempotencyKeyHash);
  if (repeated?.channel !== 'phone') return null;
  await recordRead(deps, repeated, context.requestId);
  return repeated.status === 'awaiting_payment' ? sendLink(deps, repeated) : repeated;
}

/**
 * Books a visit that staff agreed on with the patient. It goes the way of every booking: accepted and stored first, then
 * the calendar. With a payment link the time is held until the patient has paid.
 * @throws Problem slot_unavailable with `alternatives`, service_not_open, not_bookable_online, invalid_request,
 *   calendar_unavailable, payment_unavailable; after each of them nothing is booked and no money is noted
 */
export async function bookByPhone(
  deps: BookingDeps,
  wish: PhoneBooking,
  context: PhoneBookingContext,
): Promise<Booking> {
  const decision = decidePhone(deps, wish);
  const { patient, triageSessionId, notes } = wish;
  const booking = await acceptBooking(
    deps,
    decision,
    {
      patient,
      triageSessionId,
      attribution: null,
      requestKeyHash: context.idempotencyKeyHash,
      staff: { phonePayment: decision.phonePayment, notes },
      alsoStore: async (tx, accepted) => {
        await storeMoney(tx, deps, accepted, wish.payment, context);
        await publishLive(tx, { kind: 'booking', id: accepted.id });
        await wish.alsoStore?.(tx, accepted);
      },
    },
    context,
  );
  if (!booking) throw await slotUnavailable(deps, decision);
  deps.freeTimes.occupiedChanged();
  return decision.price ? holdForLink(deps, decision, booking) : bookNow(deps, decision, booking);
}

async function storeMoney(
  tx: Transaction,
  deps: Pick<BookingDeps, 'sealing' | 'clock'>,
  booking: Booking,
  payment: PhonePayment,
  { actor }: ActingAs,
): Promise<void> {
  if (booking.phonePayment !== 'collected' || payment.mode !== 'collected') return;
  await storeCollected(tx, deps, {
    bookingId: booking.id,
    amountCents: payment.amountCents ?? booking.priceCents ?? 0,
    currency: booking.currency,
    method: payment.method,
    reference: payment.reference,
    takenBy: actorText(actor),
    now: deps.clock.now(),
  });
}

async function bookNow(deps: BookingDeps, decision: PhoneDecision, booking: Booking): Promise<Booking> {
  const progress = await runBookingSteps(deps, booking.id, { mayRetry: false });
  switch (progress.kind) {
    case 'done':
      return progress.booking;
    case 'waiting': {
      const soon = progress.retryAfterSeconds ?? Math.min(5, deps.timings.firstReconcileSeconds);
      await deps.store.db.transaction((tx) =>
        enqueueReconcile(tx, deps, booking.id, progress.booking.reconcileRound, soon),
      );
      return progress.booking;
    }
    case 'lost':
      await failBooking(deps, progress.booking, 'slot_lost', { onPage: true });
      throw await slotUnavailable(deps, decision);
    case 'refused':
      await failBooking(deps, progress.booking, 'refused', { onPage: true });
      throw new Problem(
        'calendar_unavailable',
        'The calendar refuses this visit. Nothing is booked, and a task says what to compare.',
      );
  }
}

async function holdForLink(deps: BookingDeps, decision: PhoneDecision, booking: Booking): Promise<Booking> {
  if (!(await isOffered(deps, booking))) {
    await discard(deps, booking, { timeIsLost: true });
    await refreshCalendar(deps, booking.practitionerId);
    throw await slotUnavailable(deps, decision);
  }
  return sendLink(deps, booking);
}

/** Makes the payment and queues the mail with the link; each of them once. */
async function sendLink(deps: BookingDeps, booking: Booking): Promise<Booking> {
  if (!(await paymentOf(deps.store.db, booking.id))) await prepare(deps, booking);
  await deps.store.db.transaction((tx) => queuePaymentLink(tx, deps, booking));
  return mustLoadBooking(deps, deps.store.db, booking.id);
}
