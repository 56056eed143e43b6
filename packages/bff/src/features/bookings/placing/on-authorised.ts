import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../../../platform/problem.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { lookAtPayment } from '../../payments/index.ts';
import type { Booking } from '../booking.ts';
import { mustLoadBooking, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { settleBooking } from '../jobs.ts';
import { holdAgain } from '../slots/hold.ts';
import { expireBooking } from './expire-booking.ts';
import { failBooking } from './fail.ts';
import { enqueueSettle } from './reconcile.ts';
import { advance } from './run-steps.ts';

/** Who noticed that the payment is authorised: the patient's page is told by its answer, nobody else is there to be. */
export interface Noticed {
  onPage: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * The page says that the card was confirmed. It is not believed: the payment is read at the vendor, and what it is
 * there decides. Asked again, also after the end, it only says how the booking stands.
 * @throws Problem payment_unavailable when the vendor cannot be asked
 */
export async function confirmPaid(deps: BookingDeps, booking: Booking): Promise<Booking> {
  if (booking.status === 'awaiting_payment') {
    const payment = await readForPage(deps, booking);
    if (payment?.state === 'authorised') await proceed(deps, booking.id, { onPage: true });
    if (payment?.state === 'cancelled') await expireBooking(deps, booking.id);
  } else if (booking.status === 'confirming') {
    await takeFurther(deps, booking.id, { onPage: true, first: false });
  }
  return mustLoadBooking(deps, deps.store.db, booking.id);
}

async function readForPage(deps: BookingDeps, booking: Booking) {
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
 * The vendor says that the payment of a booking is authorised: its time is made sure, and the booking goes on to the
 * calendar. Page, webhook and sweeper may all come with it; one takes the booking further.
 */
export async function proceed(deps: BookingDeps, bookingId: string, noticed: Noticed): Promise<void> {
  const went = await goToConfirming(deps, bookingId);
  if (went === 'elsewhere') return noticed.onPage ? untilSettled(deps, bookingId) : undefined;
  deps.freeTimes.occupiedChanged();
  if (went === 'lost') {
    const booking = await mustLoadBooking(deps, deps.store.db, bookingId);
    return failBooking(deps, booking, 'slot_lost', !noticed.onPage);
  }
  return takeFurther(deps, bookingId, { ...noticed, first: true });
}

/** Paid in time, or late and the time still free: from here on it is kept without an end. */
async function goToConfirming(deps: BookingDeps, bookingId: string): Promise<'went' | 'lost' | 'elsewhere'> {
  return deps.store.db
    .transaction(async (tx) => {
      const now = deps.clock.now();
      const status = await transition(tx, { bookingId, event: 'payment_authorised', actor: 'patient', now });
      if (status === null) return 'elsewhere' as const;
      const booking = await mustLoadBooking(deps, tx, bookingId);
      if (booking.start <= now) throw new TimeIsGone();
      if (!(await holdAgain(tx, booking, { now, expiresAt: null }))) throw new TimeIsGone();
      const startAfterSeconds = deps.pace.firstLookSeconds;
      await deps.jobs.enqueue(tx, settleBooking, { bookingId, round: 0 }, { startAfterSeconds });
      return 'went' as const;
    })
    .catch((error: unknown) => {
      if (error instanceof TimeIsGone) return 'lost' as const;
      throw error;
    });
}

/** Rolls the transaction back: the booking fails as what it is, one that never went to the calendar. */
class TimeIsGone extends Error {}

async function takeFurther(
  deps: BookingDeps,
  bookingId: string,
  noticed: Noticed & { first: boolean },
): Promise<void> {
  const progress = await advance(deps, bookingId, { tryAgain: false, signal: noticed.signal });
  switch (progress.kind) {
    case 'settled':
      return;
    case 'lost':
      return failBooking(deps, progress.booking, 'slot_lost', !noticed.onPage);
    case 'refused':
      return failBooking(deps, progress.booking, 'refused', !noticed.onPage);
    case 'waiting': {
      const { booking, retryAfterSeconds } = progress;
      if (progress.why === 'in_flight' && noticed.onPage) return untilSettled(deps, bookingId);
      // The job of the first time is on its way. Put off each time that a page asks, it would never come.
      if (!noticed.first) return;
      const soon = retryAfterSeconds ?? Math.min(5, deps.pace.firstLookSeconds);
      await deps.store.db.transaction((tx) => enqueueSettle(tx, deps, booking.id, booking.settleRound, soon));
    }
  }
}

const lookEveryMs = 100;

/** Another process is at it: as a rule it is done in less time than the page would wait to ask again. */
async function untilSettled(deps: BookingDeps, bookingId: string): Promise<void> {
  for (let look = 0; look < deps.pace.pageLooks; look += 1) {
    const { status } = await mustLoadBooking(deps, deps.store.db, bookingId);
    if (status !== 'confirming') return;
    await wait(lookEveryMs);
  }
}
