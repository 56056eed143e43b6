import type { ConsultationBooked, ConsultationRequest } from '@botaniqal/shared/contracts/bookings.ts';
import { eq } from 'drizzle-orm';
import { Problem } from '../../../platform/problem.ts';
import { practitionerOf } from '../../catalogue/index.ts';
import { type Booking, type BookingPatient, openBooking } from '../booking.ts';
import { isEnded } from '../booking-state.ts';
import { loadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { candidatesFor } from '../eligibility/bookable-times.ts';
import { rightOf } from '../eligibility/entitlement.ts';
import { type BookableVisit, requireBookable } from '../eligibility/require-bookable.ts';
import { manageUrl } from '../messages/booking-messages.ts';
import { bookings } from '../tables.ts';
import { acceptBooking } from './accept-booking.ts';
import { failBooking, nearestStarts } from './fail.ts';
import { enqueueSettle } from './reconcile.ts';
import { advance, type Progress } from './run-steps.ts';

export interface ConsultationAnswer {
  /** 202: the calendar has not answered for certain yet; the time is held and the mail follows. */
  status: 201 | 202;
  body: ConsultationBooked;
}

/**
 * Books a free consultation at the first preferred time that is still free.
 *
 * Accept and store first: the held time, the booking and the job that looks after it are one transaction. Only then
 * is the calendar asked. Killed anywhere, the job goes on.
 *
 * Two people with one e-mail address are answered alike, also when that address has this very time already: a
 * kinder answer would tell a stranger who has an appointment here.
 *
 * @throws Problem slot_unavailable with `alternatives`, service_not_open, not_bookable_online, invalid_request,
 *   calendar_unavailable
 */
export async function bookConsultation(
  deps: BookingDeps,
  request: ConsultationRequest,
  context: { idempotencyKeyHash: string | null; requestId: string | undefined },
): Promise<ConsultationAnswer> {
  const { idempotencyKeyHash } = context;
  const earlier = idempotencyKeyHash === null ? null : await findByRequest(deps, idempotencyKeyHash);
  if (earlier && !isEnded(earlier.status)) return answer(deps, earlier);

  const right = await rightOf(deps.rights, request.invitation, {
    service: request.service,
    visit: 'consultation',
    practitionerId: undefined,
    starts: request.preferredTimes,
  });
  const invited = right?.opensService ?? false;
  const bookable = requireBookable(deps.clinic, {
    service: right?.service ?? request.service,
    visit: 'consultation',
    channel: right?.time ? 'waitlist_offer' : 'online',
    invited,
  });
  const candidates = right?.time
    ? [right.time]
    : candidatesFor(bookable.practitioners, request.preferredTimes, {
        ...deps.clinic.booking,
        now: deps.clock.now(),
      });
  const lost = [...new Set(candidates.map((one) => one.start))].map((start) => new Date(start));
  const booking = await acceptBooking(deps, bookable, candidates, {
    patient: patientOf(request),
    attribution: request.attribution ?? null,
    triageSessionId: request.triageSessionId ?? null,
    // An ended booking keeps its key: the new one goes without.
    requestKeyHash: earlier ? null : idempotencyKeyHash,
    requestId: context.requestId,
    right,
  });
  if (!booking) throw await slotUnavailable(deps, bookable, lost);
  deps.freeTimes.occupiedChanged();

  const progress = await advance(deps, booking.id, { tryAgain: false });
  return conclude(deps, bookable, lost, progress);
}

async function conclude(
  deps: BookingDeps,
  bookable: BookableVisit,
  lost: readonly Date[],
  progress: Progress,
): Promise<ConsultationAnswer> {
  switch (progress.kind) {
    case 'settled':
      return answer(deps, progress.booking);
    case 'waiting': {
      // Looked after sooner than if we had been killed.
      const { booking, retryAfterSeconds } = progress;
      const soon = retryAfterSeconds ?? Math.min(5, deps.pace.firstLookSeconds);
      await deps.store.db.transaction((tx) => enqueueSettle(tx, deps, booking.id, booking.settleRound, soon));
      return answer(deps, booking);
    }
    case 'lost':
      await failBooking(deps, progress.booking, 'slot_lost', false);
      throw await slotUnavailable(deps, bookable, lost);
    case 'refused':
      await failBooking(deps, progress.booking, 'refused', false);
      throw new Problem(
        'calendar_unavailable',
        `We cannot book this visit online just now. Please call ${deps.clinic.clinic.phone} and we book it for you.`,
      );
  }
}

/** A repeat of a request whose answer was lost with its process: its booking, as it stands now. */
export async function findByRequest(deps: BookingDeps, requestKeyHash: string): Promise<Booking | null> {
  const [row] = await deps.store.db
    .select()
    .from(bookings)
    .where(eq(bookings.requestKeyHash, requestKeyHash));
  return row ? openBooking(deps.sealing, row) : null;
}

/** The refusal with the nearest other times. */
export async function slotUnavailable(
  deps: BookingDeps,
  bookable: BookableVisit,
  lost: readonly Date[],
): Promise<Problem> {
  const visit = { service: bookable.service.id, visit: bookable.visit.kind };
  const free = await nearestStarts(deps, visit, lost);
  const detail =
    free.length > 0
      ? 'This time has just been taken. Please choose one of the nearest free times.'
      : `This time has just been taken, and we see no other free time. Please call ${deps.clinic.clinic.phone}.`;
  return new Problem('slot_unavailable', detail, { alternatives: free.map(isoInstant) });
}

/** The answer to whoever booked, as the booking stands now; `null` when it has ended. */
export async function consultationAnswerOf(
  deps: BookingDeps,
  bookingId: string,
): Promise<ConsultationAnswer | null> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  return booking && !isEnded(booking.status) ? answer(deps, booking) : null;
}

function answer(deps: BookingDeps, booking: Booking): ConsultationAnswer {
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

function patientOf(request: ConsultationRequest): BookingPatient {
  return {
    // It goes into mail headers and other systems: one line.
    name: request.patientName.replace(/[\p{Cc}\s]+/gu, ' ').trim(),
    firstName: null,
    lastName: null,
    dateOfBirth: null,
    email: request.email,
    phone: request.phone,
    timeZone: request.timezone,
    primaryConcern: request.primaryConcern,
  };
}

/** `2026-11-23T22:30:00Z`: whole seconds, as the contract writes instants. */
export function isoInstant(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}
