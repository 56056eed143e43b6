import { eq } from 'drizzle-orm';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { ScheduledAppointment } from '../../../ports/calendar.ts';
import { bookedVisit } from '../../catalogue/index.ts';
import { type Booking, isPaid } from '../booking.ts';
import { finishTry, latestTry, mustLoadBooking, type Step, startTry } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { holdFirst } from '../slots/hold-first.ts';
import { releaseSlot } from '../slots/slot-holds.ts';
import { bookings } from '../tables.ts';
import { asStored, findInCalendar, isStartFree, noteOutcome } from './ask-calendar.ts';
import { calendarAnswers } from './calendar-answers.ts';
import { confirmBooking, forgetCalendar, markBooked, takeMoneyAndConfirm } from './confirm.ts';

/** Where a booking stands after as many steps as can be taken now. */
export type Progress =
  /** It is settled: confirmed, or ended by somebody. */
  | { kind: 'settled'; booking: Booking }
  /** The calendar may or may not have it, or cannot take it now. The time stays held. */
  | { kind: 'waiting'; booking: Booking; why: Waiting; retryAfterSeconds: number | null }
  /** None of the wished times can be had. Nothing is booked, and no try is open. */
  | { kind: 'lost'; booking: Booking }
  /** The calendar will never take this visit as it is configured. Nothing is booked. */
  | { kind: 'refused'; booking: Booking };

export type Waiting = 'in_flight' | 'uncertain' | 'limited' | 'unreachable';

/**
 * Takes a booking in `confirming` as far as it goes. Each step's result is stored before the next step, so that
 * whoever comes after a crash goes on where it stopped:
 *
 * hold (done by the caller) → note the try → book at the calendar → note the answer → take the money, if it costs
 * any → confirmed, or the next wished time.
 *
 * A try whose answer is unknown is never repeated before the calendar was asked, after the grace period, and had
 * nothing: booking there has no idempotency key.
 */
export async function advance(
  deps: BookingDeps,
  bookingId: string,
  options: { tryAgain: boolean; signal?: AbortSignal | undefined },
): Promise<Progress> {
  // Ends: every round either returns, or uses up a candidate, or closes an open try.
  for (;;) {
    const booking = await mustLoadBooking(deps, deps.store.db, bookingId);
    if (booking.status !== 'confirming') return { kind: 'settled', booking };
    const last = await latestTry(deps.store.db, booking);
    const step = await nextStep(deps, booking, last, options);
    if (step) return step;
  }
}

/** One step; `null` when there is another one to take. */
async function nextStep(
  deps: BookingDeps,
  booking: Booking,
  last: Step | null,
  options: { tryAgain: boolean; signal?: AbortSignal | undefined },
): Promise<Progress | null> {
  // The point of no return is behind us: whatever the tries say, the appointment is there.
  if (booking.calendarEventId !== null) {
    return { kind: 'settled', booking: await takeMoneyAndConfirm(deps, booking) };
  }
  switch (last?.outcome) {
    case undefined:
      return tryToBook(deps, booking, null, options.signal);
    case null:
    case 'unknown':
    case 'broken':
    case 'booked':
      return lookForIt(
        deps,
        booking,
        last,
        options.tryAgain ? options.signal : AbortSignal.timeout(patienceMs),
      );
    case 'slot_taken':
    case 'withdrawn':
      return moveOn(deps, booking);
    case 'refused':
      return { kind: 'refused', booking };
    case 'limited':
    case 'unreachable':
    case 'absent': {
      const why = last.outcome === 'absent' ? 'uncertain' : last.outcome;
      if (!options.tryAgain) return { kind: 'waiting', booking, why, retryAfterSeconds: null };
      return tryAgain(deps, booking, last, options.signal);
    }
  }
}

async function tryToBook(
  deps: BookingDeps,
  booking: Booking,
  before: Step | null,
  signal: AbortSignal | undefined,
): Promise<Progress | null> {
  const { visit } = bookedVisit(deps.clinic, booking);
  const tried = await startTry(deps.store.db, booking, before, deps.clock.now());
  if (!tried) {
    return { kind: 'waiting', booking, why: 'in_flight', retryAfterSeconds: null };
  }
  const outcome = await deps.scheduler.book({
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
    // Nobody waits for the link while the money could be taken: it is read at the same time.
    linkLater: isPaid(booking),
    ...(signal ? { signal } : {}),
  });
  noteOutcome(deps, booking, outcome);
  if (outcome.kind === 'booked') return settleAs(deps, booking, tried, outcome.appointment);
  await finishTry(deps.store.db, tried, asStored(outcome), deps.clock.now());
  if (outcome.kind === 'limited') {
    return { kind: 'waiting', booking, why: 'limited', retryAfterSeconds: outcome.retryAfterSeconds };
  }
  if (outcome.kind === 'unreachable') {
    return { kind: 'waiting', booking, why: 'unreachable', retryAfterSeconds: null };
  }
  return null;
}

/** How long a patient who waits for the answer waits for a look at the calendar; the settle job looks longer. */
const patienceMs = 5000;

/** After a try whose answer nobody knows: asks the calendar, which alone knows. */
async function lookForIt(
  deps: BookingDeps,
  booking: Booking,
  last: Step,
  signal: AbortSignal | undefined,
): Promise<Progress | null> {
  // Without an outcome, another process may be waiting for the answer at this moment, or was killed while it was.
  const why = last.outcome === null ? 'in_flight' : 'uncertain';
  const waiting: Progress = { kind: 'waiting', booking, why, retryAfterSeconds: null };
  const lookedAt = deps.clock.now();
  const found = await findInCalendar(deps, booking, signal);
  if (found === 'unreadable') return waiting;
  if (found?.status === 'active') return settleAs(deps, booking, last, found);
  if (found?.status === 'cancelled') {
    // It landed, and the practitioner's side has cancelled it since.
    await finishTry(deps.store.db, last, 'withdrawn', deps.clock.now());
    return null;
  }
  const age = (lookedAt.getTime() - last.startedAt.getTime()) / 1000;
  const grace = last.outcome === 'broken' ? deps.pace.answeredGraceSeconds : deps.pace.graceSeconds;
  if (age < grace) return waiting;
  await finishTry(deps.store.db, last, 'absent', deps.clock.now());
  return null;
}

/** Another try for the same time: nothing of the last one stands. */
async function tryAgain(
  deps: BookingDeps,
  booking: Booking,
  last: Step,
  signal: AbortSignal | undefined,
): Promise<Progress | null> {
  const waiting: Progress = { kind: 'waiting', booking, why: 'unreachable', retryAfterSeconds: null };
  try {
    const free = await isStartFree(deps, booking, signal);
    if (free) return tryToBook(deps, booking, last, signal);
  } catch (error) {
    if (error instanceof UpstreamError) return waiting;
    throw error;
  }
  // Taken: by somebody else, or by a try of ours that landed very late. Only the calendar can say.
  const found = await findInCalendar(deps, booking, signal);
  if (found === 'unreadable') return waiting;
  if (found?.status === 'active') return settleAs(deps, booking, last, found);
  await finishTry(deps.store.db, last, 'slot_taken', deps.clock.now());
  return null;
}

/** The time is gone: takes the patient's next wish that nobody holds. */
async function moveOn(deps: BookingDeps, booking: Booking): Promise<Progress | null> {
  await forgetCalendar(deps, booking.practitionerId);
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

async function settleAs(
  deps: BookingDeps,
  booking: Booking,
  tried: Pick<Step, 'bookingId' | 'attempt' | 'outcome'>,
  appointment: ScheduledAppointment,
): Promise<Progress | null> {
  if (isPaid(booking)) {
    // The next round takes the money: what the calendar answered is stored before that.
    await markBooked(deps, booking, tried, appointment);
    return null;
  }
  return { kind: 'settled', booking: await confirmBooking(deps, booking, tried, appointment) };
}
