import { setTimeout as wait } from 'node:timers/promises';
import { byPatient } from '../../../platform/audit/actor.ts';
import { Problem } from '../../../platform/problem.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { lookAtPayment } from '../../payments/index.ts';
import type { Booking } from '../booking.ts';
import { mustLoadBooking, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { expireBooking } from '../ending/expire-booking.ts';
import { failBooking } from '../ending/fail.ts';
import { reconcileBookingJob } from '../jobs.ts';
import { holdAgain } from '../slots/hold.ts';
import { enqueueReconcile } from './reconcile.ts';
import { runBookingSteps } from './run-steps.ts';

/** Who detected the authorisation. With `onPage` the HTTP response informs the patient, so no email is sent. */
export interface DetectedBy {
  onPage: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * The page says that the card was confirmed. The payment is read at the provider, and only this reading decides.
 * A repeated request, also after the end, answers with the booking as it is.
 * @throws Problem payment_unavailable when the vendor cannot be asked
 */
export async function confirmPaid(deps: BookingDeps, booking: Booking): Promise<Booking> {
  if (booking.status === 'awaiting_payment') {
    const payment = await readForPage(deps, booking);
    if (payment?.state === 'authorised') await onPaymentAuthorised(deps, booking.id, { onPage: true });
    if (payment?.state === 'cancelled') await expireBooking(deps, booking.id);
  } else if (booking.status === 'confirming') {
    await runStepsAndConclude(deps, booking.id, { onPage: true, first: false });
  }
  return mustLoadBooking(deps, deps.store.db, booking.id);
}

async function readForPage(deps: Pick<BookingDeps, 'payments'>, booking: Booking) {
  try {
    return await lookAtPayment(deps.payments, booking.id);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    throw new Problem(
      'payment_unavailable',
      'We cannot see your payment just now. Your time is kept while we try: ask again in a moment, and do not pay twice.',
      { retryAfterSeconds: 5, cause: error },
    );
  }
}

/**
 * The provider says that the payment of a booking is authorised. The time is held without an end, and the booking
 * goes on to the calendar. Page, webhook and sweeper may all detect it; one of them starts the steps.
 */
export async function onPaymentAuthorised(
  deps: BookingDeps,
  bookingId: string,
  detectedBy: DetectedBy,
): Promise<void> {
  const started = await startConfirming(deps, bookingId);
  if (started === 'already_started')
    return detectedBy.onPage ? waitForOtherProcess(deps, bookingId) : undefined;
  deps.freeTimes.occupiedChanged();
  if (started === 'slot_lost') {
    const booking = await mustLoadBooking(deps, deps.store.db, bookingId);
    return failBooking(deps, booking, 'slot_lost', detectedBy);
  }
  return runStepsAndConclude(deps, bookingId, { ...detectedBy, first: true });
}

/** Paid in time, or late while the time is still free: from here on the hold has no end. */
async function startConfirming(
  deps: Pick<BookingDeps, 'clock' | 'jobs' | 'sealing' | 'store' | 'timings'>,
  bookingId: string,
): Promise<'started' | 'slot_lost' | 'already_started'> {
  return deps.store.db
    .transaction(async (tx) => {
      const context = { ...byPatient(), now: deps.clock.now() };
      const { now } = context;
      const set = { confirmingSince: now };
      const status = await transition(tx, { bookingId, event: 'payment_authorised', set }, context);
      if (status === null) return 'already_started' as const;
      const booking = await mustLoadBooking(deps, tx, bookingId);
      if (booking.start <= now) throw new TimeIsGone();
      if (!(await holdAgain(tx, booking, { now, expiresAt: null }))) throw new TimeIsGone();
      const startAfterSeconds = deps.timings.firstReconcileSeconds;
      await deps.jobs.enqueue(tx, reconcileBookingJob, { bookingId, round: 0 }, { startAfterSeconds });
      return 'started' as const;
    })
    .catch((error: unknown) => {
      if (error instanceof TimeIsGone) return 'slot_lost' as const;
      throw error;
    });
}

/** Rolls the transaction back. The booking then fails in the state of a booking that never went to the calendar. */
class TimeIsGone extends Error {}

async function runStepsAndConclude(
  deps: BookingDeps,
  bookingId: string,
  detectedBy: DetectedBy & { first: boolean },
): Promise<void> {
  const progress = await runBookingSteps(deps, bookingId, { mayRetry: false, signal: detectedBy.signal });
  switch (progress.kind) {
    case 'done':
      return;
    case 'lost':
      return failBooking(deps, progress.booking, 'slot_lost', detectedBy);
    case 'refused':
      return failBooking(deps, progress.booking, 'refused', detectedBy);
    case 'waiting': {
      const { booking, retryAfterSeconds } = progress;
      if (progress.why === 'in_flight' && detectedBy.onPage) return waitForOtherProcess(deps, bookingId);
      // The first run has scheduled the job. If each request of a page put it off, it would never run.
      if (!detectedBy.first) return;
      const soon = retryAfterSeconds ?? Math.min(5, deps.timings.firstReconcileSeconds);
      await deps.store.db.transaction((tx) =>
        enqueueReconcile(tx, deps, booking.id, booking.reconcileRound, soon),
      );
    }
  }
}

const lookEveryMs = 100;

/** Another process runs the steps. As a rule it is done sooner than the page would ask again. */
async function waitForOtherProcess(
  deps: Pick<BookingDeps, 'sealing' | 'store' | 'timings'>,
  bookingId: string,
): Promise<void> {
  for (let look = 0; look < deps.timings.pageLooks; look += 1) {
    const { status } = await mustLoadBooking(deps, deps.store.db, bookingId);
    if (status !== 'confirming') return;
    await wait(lookEveryMs);
  }
}
