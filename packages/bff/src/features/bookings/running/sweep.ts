import { and, eq, lt } from 'drizzle-orm';
import { lookAtPayment, resumePayments } from '../../payments/index.ts';
import type { BookingDeps } from '../deps.ts';
import { endNewTimeWaits } from '../moving/elsewhere/end-new-time-waits.ts';
import { resumeMoves } from '../moving/go-on-with-move.ts';
import { bookings } from '../tables.ts';
import { onPaymentAuthorised } from './on-authorised.ts';
import { resumeReconciling } from './reconcile.ts';
import { expireIfDue } from './watch-hold.ts';

/** The sweeper leaves younger bookings to their page, their webhook and their jobs. */
const leftAloneMs = 2 * 60_000;
/** Longer than a calendar may tell a booking to wait. */
const longestPauseMs = 75 * 60_000;
/** How many unpaid bookings one sweep looks at; each is one call to the vendor. */
const mostPerSweep = 200;

/**
 * Finds authorised payments whose page was closed and whose webhook never came, holds whose job was lost, bookings and
 * payments that stopped half way, and bookings whose patient has chosen no new time for too long.
 */
export async function sweep(deps: BookingDeps, signal: AbortSignal): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - leftAloneMs);
  const unpaid = await deps.store.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.status, 'awaiting_payment'), lt(bookings.createdAt, before)))
    .orderBy(bookings.createdAt)
    .limit(mostPerSweep);
  for (const { id } of unpaid) {
    // An error of one booking does not stop the others.
    await lookAfter(deps, id, signal).catch((error: unknown) => {
      deps.log.warn('An unpaid booking could not be looked at', { bookingId: id, error });
    });
  }
  await resumeReconciling(deps, longestPauseMs);
  await endNewTimeWaits(deps, signal);
  await resumeMoves(deps);
  await resumePayments(deps.payments);
}

async function lookAfter(deps: BookingDeps, bookingId: string, signal: AbortSignal): Promise<void> {
  const payment = await lookAtPayment(deps.payments, bookingId);
  if (payment?.state === 'authorised') return onPaymentAuthorised(deps, bookingId, { onPage: false, signal });
  await expireIfDue(deps, bookingId, signal);
}
