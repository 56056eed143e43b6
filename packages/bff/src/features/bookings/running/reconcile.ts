import { and, eq, lt } from 'drizzle-orm';
import type { JobRun } from '../../../platform/jobs/job.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { paymentOf } from '../../payments/index.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import type { Booking } from '../booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import { taskFactsOf } from '../booking-task-facts.ts';
import type { BookingDeps } from '../deps.ts';
import { isPaidOnline } from '../eligibility/channels.ts';
import { failBooking } from '../ending/fail.ts';
import { reconcileBookingJob } from '../jobs.ts';
import { bookings } from '../tables.ts';
import { nextReconcileSeconds } from '../timings.ts';
import { type Progress, runBookingSteps } from './run-steps.ts';

type Payload = { bookingId: string; round: number };

/**
 * Looks after a booking until it is confirmed or honestly given up. One chain of these jobs runs per booking: each
 * run adds the next one in its transaction, under the next round's number.
 */
export async function reconcileBooking(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload' | 'signal'>,
): Promise<void> {
  const { bookingId, round } = run.payload;
  const before = await mustLoadBooking(deps, deps.store.db, bookingId);
  if (before.status !== 'confirming' || before.reconcileRound !== round) return;
  if (await paymentLapses(deps, before))
    return failBooking(deps, before, 'payment_lapsed', { onPage: false });
  const progress = await runBookingSteps(deps, bookingId, { mayRetry: true, signal: run.signal });
  switch (progress.kind) {
    case 'done':
      return;
    case 'lost':
      return failBooking(deps, progress.booking, 'slot_lost', { onPage: false });
    case 'refused':
      return failBooking(deps, progress.booking, 'refused', { onPage: false });
    case 'waiting': {
      if (!isOverdue(deps, progress.booking)) return reconcileLater(deps, progress, round);
      const uncertain = progress.why === 'uncertain' || progress.why === 'in_flight';
      return failBooking(deps, progress.booking, uncertain ? 'uncertain' : 'unreachable', { onPage: false });
    }
  }
}

/** When every run of a chain has failed: a person must look. The booking stays as it is. */
export async function cannotReconcile(
  deps: BookingDeps,
  run: Pick<JobRun<Payload>, 'payload'>,
): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, run.payload.bookingId);
  if (booking.status !== 'confirming') return;
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, {
      kind: 'booking_uncertain',
      subject: booking.id,
      facts: taskFactsOf(booking),
    }),
  );
}

/**
 * Whether the money may be gone before the appointment could be made: the authorisation has ended, or is about to.
 * A booking that the calendar has goes forward all the same.
 */
async function paymentLapses(
  deps: Pick<BookingDeps, 'clock' | 'store' | 'timings'>,
  booking: Booking,
): Promise<boolean> {
  if (!isPaidOnline(booking) || booking.calendarEventId !== null) return false;
  const payment = await paymentOf(deps.store.db, booking.id);
  if (payment?.state !== 'authorised') return true;
  if (payment.captureBefore === null) return false;
  const left = payment.captureBefore.getTime() - deps.clock.now().getTime();
  return left < deps.timings.authorisationMarginSeconds * 1000;
}

function isOverdue(deps: Pick<BookingDeps, 'clock' | 'timings'>, booking: Booking): boolean {
  const now = deps.clock.now().getTime();
  const age = (now - startedAt(booking).getTime()) / 1000;
  return age >= deps.timings.failAfterSeconds || now >= booking.start.getTime();
}

/** Since when it goes to the calendar. A payment link may be paid long after the booking was made. */
function startedAt({ confirmingSince, createdAt }: Booking): Date {
  return confirmingSince ?? createdAt;
}

function reconcileLater(
  deps: Pick<BookingDeps, 'clock' | 'jobs' | 'store'>,
  progress: Extract<Progress, { kind: 'waiting' }>,
  round: number,
): Promise<void> {
  const age = (deps.clock.now().getTime() - startedAt(progress.booking).getTime()) / 1000;
  const after = nextReconcileSeconds(age, progress.retryAfterSeconds);
  return deps.store.db.transaction((tx) => enqueueReconcile(tx, deps, progress.booking.id, round, after));
}

/** Adds the next link of a booking's chain, unless another one has been added since `round`. */
export async function enqueueReconcile(
  tx: Transaction,
  deps: Pick<BookingDeps, 'jobs' | 'clock'>,
  bookingId: string,
  round: number,
  startAfterSeconds: number,
): Promise<void> {
  const next = round + 1;
  const moved = await tx
    .update(bookings)
    .set({ reconcileRound: next, updatedAt: deps.clock.now() })
    .where(and(eq(bookings.id, bookingId), eq(bookings.reconcileRound, round)))
    .returning({ id: bookings.id });
  if (moved.length === 0) return;
  await deps.jobs.enqueue(tx, reconcileBookingJob, { bookingId, round: next }, { startAfterSeconds });
}

/**
 * At start, and by the sweeper: starts the chain again for bookings that have been left alone for too long. The chain lives in the
 * store and survives a kill; this is for what should not happen, like a queue that was emptied by hand.
 */
export async function resumeReconciling(
  deps: Pick<BookingDeps, 'clock' | 'jobs' | 'store'>,
  idleMs = 900_000,
): Promise<number> {
  const idleBefore = new Date(deps.clock.now().getTime() - idleMs);
  const idle = await deps.store.db
    .select({ id: bookings.id, round: bookings.reconcileRound })
    .from(bookings)
    .where(and(eq(bookings.status, 'confirming'), lt(bookings.updatedAt, idleBefore)));
  for (const { id, round } of idle) {
    await deps.store.db.transaction((tx) => enqueueReconcile(tx, deps, id, round, 0));
  }
  return idle.length;
}
