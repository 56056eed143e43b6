import type { ConsultationBooked, ConsultationRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import { Problem } from '../../../platform/problem.ts';
import { practitionerOf } from '../../catalogue/index.ts';
import { recordRead } from '../api/record-read.ts';
import type { Booking } from '../booking.ts';
import { isEnded } from '../booking-state.ts';
import { loadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { type BookingDecision, decideFree } from '../eligibility/decide-booking.ts';
import { failBooking } from '../ending/fail.ts';
import { manageUrl } from '../messages/appointment-facts.ts';
import { enqueueReconcile } from '../running/reconcile.ts';
import { type Progress, runBookingSteps } from '../running/run-steps.ts';
import { acceptBooking } from './accept-booking.ts';
import { slotUnavailable } from './alternatives.ts';
import { acceptedRequest, type BookingRequestContext, consultationPatient } from './booking-request.ts';
import { earlierBooking } from './earlier-booking.ts';

export interface FreeBookingAnswer {
  /** 202: the time is held, the calendar has given no certain answer yet, and an email follows. */
  status: 201 | 202;
  body: ConsultationBooked;
}

/**
 * Books a free first call at the first preferred time that is still free.
 *
 * Accept and store first: one transaction holds the time and stores the booking and the job that reconciles it. Only
 * then is the calendar asked. When the process is killed at any point, the job goes on.
 *
 * Two people with one email address get the same answer, even when this address has this very time already. A kinder
 * answer would tell a stranger who has an appointment here.
 *
 * @throws Problem slot_unavailable with `alternatives`, service_not_open, not_bookable_online, invalid_request,
 *   calendar_unavailable
 */
export async function bookFree(
  deps: BookingDeps,
  request: ConsultationRequest,
  context: BookingRequestContext,
): Promise<FreeBookingAnswer> {
  const repeated = await earlierBooking(deps, context.idempotencyKeyHash);
  if (repeated) {
    await recordRead(deps, repeated, context.requestId);
    return answer(deps, repeated);
  }
  const decision = await decideFree(deps, request);
  const accepted = acceptedRequest(request, consultationPatient(request), context.idempotencyKeyHash);
  const booking = await acceptBooking(deps, decision, accepted, context);
  if (!booking) throw await slotUnavailable(deps, decision);
  deps.freeTimes.occupiedChanged();
  const progress = await runBookingSteps(deps, booking.id, { mayRetry: false });
  return conclude(deps, decision, progress);
}

async function conclude(
  deps: BookingDeps,
  decision: BookingDecision,
  progress: Progress,
): Promise<FreeBookingAnswer> {
  switch (progress.kind) {
    case 'done':
      return answer(deps, progress.booking);
    case 'waiting': {
      // The job comes sooner than after a killed request.
      const { booking, retryAfterSeconds } = progress;
      const soon = retryAfterSeconds ?? Math.min(5, deps.timings.firstReconcileSeconds);
      await deps.store.db.transaction((tx) =>
        enqueueReconcile(tx, deps, booking.id, booking.reconcileRound, soon),
      );
      return answer(deps, booking);
    }
    case 'lost':
      await failBooking(deps, progress.booking, 'slot_lost', { onPage: true });
      throw await slotUnavailable(deps, decision);
    case 'refused':
      await failBooking(deps, progress.booking, 'refused', { onPage: true });
      throw new Problem(
        'calendar_unavailable',
        `We cannot book this visit online just now. Please call ${deps.clinic.clinic.phone} and we book it for you.`,
      );
  }
}

/** The answer for a booking as it is now; `null` when the booking has ended. */
export async function freeBookingAnswerOf(
  deps: Pick<BookingDeps, 'clinic' | 'managePage' | 'sealing' | 'store'>,
  bookingId: string,
): Promise<FreeBookingAnswer | null> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  return booking && !isEnded(booking.status) ? answer(deps, booking) : null;
}

function answer(deps: Pick<BookingDeps, 'clinic' | 'managePage'>, booking: Booking): FreeBookingAnswer {
  const confirmed = booking.status === 'confirmed';
  const practitioner = practitionerOf(deps.clinic, booking.practitionerId);
  return {
    status: confirmed ? 201 : 202,
    body: {
      consultationId: booking.id,
      scheduledTime: isoInstant(booking.start),
      consultantName: practitioner?.name ?? '',
      zoomLink: booking.joinUrl,
      preparationEmailSent: confirmed,
      manageUrl: manageUrl(deps, booking),
      bookingId: booking.id,
      confirmationNumber: booking.confirmationNumber,
      manageToken: booking.manageToken,
      durationMinutes: booking.durationMinutes,
      status: confirmed ? 'confirmed' : 'confirming',
    },
  };
}
