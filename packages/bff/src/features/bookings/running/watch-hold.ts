import type { JobRun } from '../../../platform/jobs/job.ts';
import { cancelUnpaid } from '../../payments/index.ts';
import { loadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { expireBooking } from '../ending/expire-booking.ts';
import { watchHoldJob } from '../jobs.ts';
import { holdOf } from '../slots/hold.ts';
import { onPaymentAuthorised } from './on-authorised.ts';

type Run = Pick<JobRun<{ bookingId: string }>, 'payload' | 'signal'>;

/** Watches a time that is held for a patient who pays, until it is paid or has expired. */
export async function watchHold(deps: BookingDeps, run: Run): Promise<void> {
  const { bookingId } = run.payload;
  const startAfterSeconds = await expireIfDue(deps, bookingId, run.signal);
  if (startAfterSeconds === 0) return;
  await deps.store.db.transaction((tx) =>
    deps.jobs.enqueue(tx, watchHoldJob, { bookingId }, { startAfterSeconds }),
  );
}

/**
 * When a hold has run out, other patients have the time at once; the payment is ended a little later, so that a card
 * that is being confirmed at that very moment still gets the time while it is free. The payment ends first at the
 * provider, then here, so an expired booking can never be paid.
 * @returns in how many seconds to look again; 0: never
 */
export async function expireIfDue(
  deps: BookingDeps,
  bookingId: string,
  signal: AbortSignal,
): Promise<number> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  // A refused request stored no booking.
  if (booking?.status !== 'awaiting_payment') return 0;
  const hold = await holdOf(deps.store.db, bookingId);
  const now = deps.clock.now().getTime();
  const end = (hold?.expiresAt ?? booking.createdAt).getTime() + deps.timings.payGraceSeconds * 1000;
  if (now < end) return Math.ceil((end - now) / 1000);
  const payment = await cancelUnpaid(deps.payments, { bookingId, askedAt: booking.createdAt });
  if (payment === 'authorised') await onPaymentAuthorised(deps, bookingId, { onPage: false, signal });
  else await expireBooking(deps, bookingId);
  return 0;
}
