import { and, eq, lt } from 'drizzle-orm';
import { lookAtPayment, resumePayments } from '../../payments/index.ts';
import type { BookingDeps } from '../deps.ts';
import { bookings } from '../tables.ts';
import { proceed } from './on-authorised.ts';
import { resumeSettling } from './reconcile.ts';
import { endIfRunOut } from './watch-hold.ts';

/** How old a booking is before the sweeper cares: its page, its webhook and its jobs come first. */
const leftAloneMs = 2 * 60_000;
/** Longer than a calendar may tell a booking to wait. */
const longestPauseMs = 75 * 60_000;
/** How many unpaid bookings one sweep looks at; each is one call to the vendor. */
const mostPerSweep = 200;

/**
 * Finds what nobody came back for: authorised payments whose page was closed and whose webhook never came, holds
 * whose job was lost, bookings and payments that are not where they should be.
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
    // One that cannot be looked at does not keep the others from it.
    await lookAfter(deps, id, signal).catch((error: unknown) => {
      deps.log.warn('An unpaid booking could not be looked at', { bookingId: id, error });
    });
  }
  await resumeSettling(deps, longestPauseMs);
  await resumePayments(deps.payments);
}

async function lookAfter(deps: BookingDeps, bookingId: string, signal: AbortSignal): Promise<void> {
  const payment = await lookAtPayment(deps.payments, bookingId);
  if (payment?.state === 'authorised') return proceed(deps, bookingId, { onPage: false, signal });
  await endIfRunOut(deps, bookingId, signal);
}
