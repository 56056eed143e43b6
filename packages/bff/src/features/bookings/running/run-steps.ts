import { eq } from 'drizzle-orm';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { ScheduledAppointment } from '../../../ports/calendar.ts';
import { bookedVisit } from '../../catalogue/index.ts';
import type { Booking } from '../booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { isPaidOnline } from '../eligibility/channels.ts';
import { chooseCalendar } from '../fail-over/choose-calendar.ts';
import { holdFirst } from '../slots/hold-first.ts';
import { releaseSlot } from '../slots/slot-holds.ts';
import { bookings } from '../tables.ts';
import { attemptOutcomeOf, findInCalendar, isStartFree, noteOutcome } from './ask-calendar.ts';
import { calendarAnswers, practicalNotes } from './calendar-answers.ts';
import {
  type CalendarAttempt,
  finishAttempt,
  latestAttempt,
  type OpenAttempt,
  startAttempt,
} from './calendar-attempts.ts';
import { captureAndConfirm, confirmBooking } from './confirm.ts';
import { refreshCalendar } from './refresh-calendar.ts';
import { schedulerOf } from './scheduler-of.ts';
import { storeAppointment } from './store-appointment.ts';

/** The state of a booking after all steps that are possible now. */
export type Progress =
  /** It is confirmed, or has ended. */
  | { kind: 'done'; booking: Booking }
  /** The calendar may or may not have it, or cannot take it now. The time stays held. */
  | { kind: 'waiting'; booking: Booking; why: Waiting; retryAfterSeconds: number | null }
  /** All preferred times are taken. Nothing is booked, and no attempt is open. */
  | { kind: 'lost'; booking: Booking }
  /** The calendar will never take this visit as it is configured. Nothing is booked. */
  | { kind: 'refused'; booking: Booking };

type Waiting = 'in_flight' | 'uncertain' | 'limited' | 'unreachable';

/**
 * Runs the steps of a booking in `confirming` as far as possible now. Each result is stored before the next step, so
 * after a crash the next process goes on from there:
 *
 * hold (by the caller) → store the attempt → book in the calendar → store the answer → capture the payment, if any →
 * confirmed, or the next preferred time.
 *
 * Booking in the calendar has no idempotency key. So an attempt without an answer is repeated only after the grace
 * period, and only when the calendar then has no such appointment.
 */
export async function runBookingSteps(
  deps: BookingDeps,
  bookingId: string,
  options: { mayRetry: boolean; signal?: AbortSignal | undefined },
): Promise<Progress> {
  // The loop ends: each round returns, uses up a candidate, or closes an open attempt.
  for (;;) {
    const booking = await mustLoadBooking(deps, deps.store.db, bookingId);
    if (booking.status !== 'confirming') return { kind: 'done', booking };
    const last = await latestAttempt(deps.store.db, booking);
    const step = await nextStep(deps, booking, last, options);
    if (step) return step;
  }
}

/** One step; `null` when there is another one to take. */
async function nextStep(
  deps: BookingDeps,
  booking: Booking,
  last: CalendarAttempt | null,
  options: { mayRetry: boolean; signal?: AbortSignal | undefined },
): Promise<Progress | null> {
  // The calendar has the appointment, so the booking only goes forward.
  if (booking.calendarEventId !== null) {
    return { kind: 'done', booking: await captureAndConfirm(deps, booking) };
  }
  switch (last?.outcome) {
    case undefined:
      return bookInCalendar(deps, booking, null, options.signal);
    case null:
    case 'unknown':
    case 'broken':
    case 'booked':
      return findAfterLostAnswer(
        deps,
        booking,
        last,
        options.mayRetry ? options.signal : AbortSignal.timeout(patienceMs),
      );
    case 'slot_taken':
    case 'cancelled':
      return tryNextWish(deps, booking);
    case 'refused':
      return { kind: 'refused', booking };
    case 'limited':
    case 'unreachable':
    case 'absent': {
      const why = last.outcome === 'absent' ? 'uncertain' : last.outcome;
      if (!options.mayRetry) return { kind: 'waiting', booking, why, retryAfterSeconds: null };
      return bookAgain(deps, booking, last, options.signal);
    }
  }
}

async function bookInCalendar(
  deps: BookingDeps,
  booking: Booking,
  before: CalendarAttempt | null,
  signal: AbortSignal | undefined,
): Promise<Progress | null> {
  const { visit } = bookedVisit(deps.clinic, booking);
  const calendar = await chooseCalendar(deps, booking);
  const tried = await startAttempt(deps.store.db, booking, calendar, before, deps.clock.now());
  if (!tried) {
    return { kind: 'waiting', booking, why: 'in_flight', retryAfterSeconds: null };
  }
  const outcome = await schedulerOf(deps, tried).book({
    bookingId: booking.id,
    practitionerId: booking.practitionerId,
    service: booking.service,
    visit: booking.visit,
    start: booking.start,
    invitee: {
      name: booking.patient.name,
      email: booking.patient.email,
      timeZone: booking.patient.timeZone,
    },
    answers: calendarAnswers(visit, booking.patient),
    ...(booking.attribution ? { campaign: booking.attribution } : {}),
    notes: practicalNotes(booking.patient),
    // The link of a paid booking is read while its payment is captured.
    linkLater: isPaidOnline(booking),
    // Strangers book free calls online.
    leaveReserve: booking.channel === 'online' && !isPaidOnline(booking),
    ...(signal ? { signal } : {}),
  });
  noteOutcome(deps, booking, outcome);
  if (outcome.kind === 'booked') return keepAppointment(deps, booking, tried, outcome.appointment);
  await finishAttempt(deps.store.db, tried, attemptOutcomeOf(outcome), deps.clock.now());
  if (outcome.kind === 'limited') {
    return { kind: 'waiting', booking, why: 'limited', retryAfterSeconds: outcome.retryAfterSeconds };
  }
  if (outcome.kind === 'unreachable') {
    return { kind: 'waiting', booking, why: 'unreachable', retryAfterSeconds: null };
  }
  return null;
}

/** How long a waiting patient waits for a search in the calendar. The reconcile job waits longer. */
const patienceMs = 5000;

/** After an attempt without an answer: asks the calendar whether it has the appointment. */
async function findAfterLostAnswer(
  deps: BookingDeps,
  booking: Booking,
  last: CalendarAttempt,
  signal: AbortSignal | undefined,
): Promise<Progress | null> {
  // Without an outcome, another process waits for the answer at this moment, or was killed while it waited.
  const why = last.outcome === null ? 'in_flight' : 'uncertain';
  const waiting: Progress = { kind: 'waiting', booking, why, retryAfterSeconds: null };
  const lookedAt = deps.clock.now();
  const found = await findInCalendar(deps, { ...booking, calendar: last.calendar }, signal);
  if (found === 'unreadable') return waiting;
  if (found?.status === 'active') return keepAppointment(deps, booking, last, found);
  if (found?.status === 'cancelled') {
    // The attempt had succeeded, and the practitioner's side has cancelled the appointment since.
    await finishAttempt(deps.store.db, last, 'cancelled', deps.clock.now());
    return null;
  }
  const age = (lookedAt.getTime() - last.startedAt.getTime()) / 1000;
  const grace = last.outcome === 'broken' ? deps.timings.answeredGraceSeconds : deps.timings.graceSeconds;
  if (age < grace) return waiting;
  await finishAttempt(deps.store.db, last, 'absent', deps.clock.now());
  return null;
}

/** Another attempt for the same time, after one that left no appointment. */
async function bookAgain(
  deps: BookingDeps,
  booking: Booking,
  last: CalendarAttempt,
  signal: AbortSignal | undefined,
): Promise<Progress | null> {
  const waiting: Progress = { kind: 'waiting', booking, why: 'unreachable', retryAfterSeconds: null };
  try {
    const free = await isStartFree(deps, booking, await chooseCalendar(deps, booking), signal);
    if (free) return bookInCalendar(deps, booking, last, signal);
  } catch (error) {
    if (error instanceof UpstreamError) return waiting;
    throw error;
  }
  // Taken by another person, or by our own attempt that arrived very late. Only the calendar knows.
  const found = await findInCalendar(deps, { ...booking, calendar: last.calendar }, signal);
  if (found === 'unreadable') return waiting;
  if (found?.status === 'active') return keepAppointment(deps, booking, last, found);
  await finishAttempt(deps.store.db, last, 'slot_taken', deps.clock.now());
  return null;
}

/** The time is gone: holds the patient's next preferred time that is free. */
async function tryNextWish(
  deps: Pick<BookingDeps, 'clock' | 'freeTimes' | 'log' | 'store'>,
  booking: Booking,
): Promise<Progress | null> {
  await refreshCalendar(deps, booking.practitionerId);
  const moved = await deps.store.db.transaction(async (tx) => {
    // Another process may be moving it at the same time: the row decides, and the loser reads again.
    const [row] = await tx.select().from(bookings).where(eq(bookings.id, booking.id)).for('update');
    if (row?.status !== 'confirming') return true;
    const same = row.practitionerId === booking.practitionerId && +row.start === +booking.start;
    if (!same) return true;
    const now = deps.clock.now();
    await releaseSlot(tx, booking.id, now);
    const next = await holdFirst(tx, booking, row.otherCandidates, { now });
    if (!next) return false;
    await tx
      .update(bookings)
      .set({ ...next, updatedAt: now })
      .where(eq(bookings.id, booking.id));
    return true;
  });
  return moved ? null : { kind: 'lost', booking };
}

async function keepAppointment(
  deps: BookingDeps,
  booking: Booking,
  tried: OpenAttempt,
  appointment: ScheduledAppointment,
): Promise<Progress | null> {
  if (isPaidOnline(booking)) {
    // The calendar's answer is stored before the next round captures the payment.
    await storeAppointment(deps, booking, tried, appointment);
    return null;
  }
  return { kind: 'done', booking: await confirmBooking(deps, booking, tried, appointment) };
}
