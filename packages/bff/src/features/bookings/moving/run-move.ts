import { UpstreamError } from '../../../platform/upstream-error.ts';
import { bookedVisit } from '../../catalogue/index.ts';
import type { Booking } from '../booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { isPaidOnline } from '../eligibility/channels.ts';
import { chooseCalendarForMove } from '../fail-over/choose-calendar.ts';
import { attemptOutcomeOf, findInCalendar, isStartFree, noteOutcome } from '../running/ask-calendar.ts';
import { calendarAnswers, practicalNotes } from '../running/calendar-answers.ts';
import {
  type CalendarAttempt,
  finishAttempt,
  latestAttempt,
  startAttempt,
} from '../running/calendar-attempts.ts';
import { schedulerOf } from '../running/scheduler-of.ts';
import { commitMove } from './commit-move.ts';
import { endMove } from './end-move.ts';
import type { MoveProgress } from './move-progress.ts';
import { type Move, mustLoadMove } from './move-store.ts';

export interface MoveOptions {
  /** The HTTP response tells the patient, who waits for it. Otherwise a job runs, which may try again. */
  onPage: boolean;
  signal?: AbortSignal | undefined;
}

/** How long a waiting patient waits for a search in the calendar. */
const patienceMs = 5000;

/** A move with its booking, and the new time as the booking's own. */
interface Step {
  move: Move;
  booking: Booking;
  /** The booking as it would be after the move: what the calendar is asked for. */
  wanted: Booking & { moveId: string };
}

/**
 * Runs the steps of a move as far as possible now. Each result is stored before the next step, so after a crash the next
 * process goes on from there:
 *
 * second hold (by the caller) → store the attempt → book the new time in the calendar → store it, with the booking → a
 * job cancels the old event.
 *
 * As for a first booking, an attempt without an answer is looked up by booking id and start before any repeat.
 */
export async function runMove(
  deps: BookingDeps,
  moveId: string,
  options: MoveOptions,
): Promise<MoveProgress> {
  // The loop ends: each round returns, ends the move, or closes an open attempt.
  for (;;) {
    const move = await mustLoadMove(deps.store.db, moveId);
    if (move.state === 'calendar_unavailable') return { kind: move.state, retryAfterSeconds: null };
    if (move.state !== 'open') return { kind: move.state };
    const booking = await mustLoadBooking(deps, deps.store.db, move.bookingId);
    const { practitionerId, start } = move;
    const wanted = { ...booking, practitionerId, start, moveId };
    const last = await latestAttempt(deps.store.db, wanted);
    const progress = await nextStep(deps, { move, booking, wanted }, last, options);
    if (progress) return progress;
  }
}

/** One step; `null` when there is another one to take. */
async function nextStep(
  deps: BookingDeps,
  step: Step,
  last: CalendarAttempt | null,
  options: MoveOptions,
): Promise<MoveProgress | null> {
  switch (last?.outcome) {
    case undefined:
      return bookNewTime(deps, step, null, options);
    case null:
    case 'unknown':
    case 'broken':
    case 'booked':
      return findAfterLostAnswer(deps, step, last, options);
    case 'slot_taken':
    case 'cancelled':
      return endMove(deps, step.move, 'slot_lost', options);
    case 'refused':
      return endMove(deps, step.move, 'calendar_unavailable', options);
    case 'limited':
    case 'unreachable':
      // Nothing is booked. A patient who waits decides whether to try again.
      if (options.onPage || isOverdue(deps, step.move)) {
        return endMove(deps, step.move, 'calendar_unavailable', options);
      }
      return bookAgain(deps, step, last, options);
    case 'absent':
      if (isOverdue(deps, step.move)) return endMove(deps, step.move, 'calendar_unavailable', options);
      if (options.onPage) return { kind: 'waiting', retryAfterSeconds: null };
      return bookAgain(deps, step, last, options);
  }
}

async function bookNewTime(
  deps: BookingDeps,
  step: Step,
  before: CalendarAttempt | null,
  { onPage, signal }: MoveOptions,
): Promise<MoveProgress | null> {
  const { move, booking, wanted } = step;
  // Nothing is to be booked for a booking that has ended, or for a time that has begun.
  if (booking.status !== 'confirmed') return endMove(deps, move, 'overtaken', { onPage });
  if (move.start <= deps.clock.now()) return endMove(deps, move, 'calendar_unavailable', { onPage });
  const { visit } = bookedVisit(deps.clinic, wanted);
  const calendar = await chooseCalendarForMove(deps, booking, wanted);
  const tried = await startAttempt(deps.store.db, wanted, calendar, before, deps.clock.now());
  if (!tried) return { kind: 'waiting', retryAfterSeconds: null };
  const outcome = await schedulerOf(deps, tried).book({
    bookingId: booking.id,
    moveId: move.id,
    practitionerId: move.practitionerId,
    service: booking.service,
    visit: booking.visit,
    start: move.start,
    invitee: {
      name: booking.patient.name,
      email: booking.patient.email,
      timeZone: booking.patient.timeZone,
    },
    answers: calendarAnswers(visit, booking.patient),
    ...(booking.attribution ? { campaign: booking.attribution } : {}),
    notes: practicalNotes(booking.patient),
    leaveReserve: booking.channel === 'online' && !isPaidOnline(booking),
    ...(signal ? { signal } : {}),
  });
  noteOutcome(deps, wanted, outcome);
  if (outcome.kind === 'booked') return commitMove(deps, move, tried, outcome.appointment);
  await finishAttempt(deps.store.db, tried, attemptOutcomeOf(outcome), deps.clock.now());
  if (outcome.kind !== 'limited' && outcome.kind !== 'unreachable') return null;
  const retryAfterSeconds = outcome.kind === 'limited' ? outcome.retryAfterSeconds : null;
  if (!onPage) return { kind: 'waiting', retryAfterSeconds };
  const ended = await endMove(deps, move, 'calendar_unavailable', { onPage });
  return ended.kind === 'calendar_unavailable' ? { ...ended, retryAfterSeconds } : ended;
}

/** After an attempt without an answer: asks the calendar whether it has the appointment at the new time. */
async function findAfterLostAnswer(
  deps: BookingDeps,
  { move, wanted }: Step,
  last: CalendarAttempt,
  { onPage, signal }: MoveOptions,
): Promise<MoveProgress | null> {
  const waiting: MoveProgress = { kind: 'waiting', retryAfterSeconds: null };
  const lookedAt = deps.clock.now();
  const found = await findInCalendar(
    deps,
    { ...wanted, calendar: last.calendar },
    onPage ? AbortSignal.timeout(patienceMs) : signal,
  );
  if (found !== 'unreadable' && found?.status === 'active') return commitMove(deps, move, last, found);
  if (found !== 'unreadable' && found?.status === 'cancelled') {
    await finishAttempt(deps.store.db, last, 'cancelled', deps.clock.now());
    return null;
  }
  const age = (lookedAt.getTime() - last.startedAt.getTime()) / 1000;
  const grace = last.outcome === 'broken' ? deps.timings.answeredGraceSeconds : deps.timings.graceSeconds;
  if (found === 'unreadable' || age < grace) {
    return isOverdue(deps, move) ? endMove(deps, move, 'calendar_unavailable', { onPage }, true) : waiting;
  }
  await finishAttempt(deps.store.db, last, 'absent', deps.clock.now());
  return null;
}

/** Another attempt for the same time, after one that left no appointment. */
async function bookAgain(
  deps: BookingDeps,
  step: Step,
  last: CalendarAttempt,
  options: MoveOptions,
): Promise<MoveProgress | null> {
  const waiting: MoveProgress = { kind: 'waiting', retryAfterSeconds: null };
  try {
    const calendar = await chooseCalendarForMove(deps, step.booking, step.wanted);
    if (await isStartFree(deps, step.wanted, calendar, options.signal))
      return bookNewTime(deps, step, last, options);
  } catch (error) {
    if (error instanceof UpstreamError) return waiting;
    throw error;
  }
  // Taken by another person, or by our own attempt that arrived very late. Only the calendar knows.
  const asked = { ...step.wanted, calendar: last.calendar };
  const found = await findInCalendar(deps, asked, options.signal);
  if (found === 'unreadable') return waiting;
  if (found?.status === 'active') return commitMove(deps, step.move, last, found);
  await finishAttempt(deps.store.db, last, 'slot_taken', deps.clock.now());
  return null;
}

function isOverdue(deps: Pick<BookingDeps, 'clock' | 'timings'>, move: Move): boolean {
  const now = deps.clock.now().getTime();
  return now >= move.startedAt.getTime() + deps.timings.moveFailAfterSeconds * 1000 || now >= +move.start;
}
