import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import { bookableVisit } from '../../catalogue/index.ts';
import { afterVisitMail } from '../../messages/index.ts';
import type { Booking } from '../booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { bookings } from '../tables.ts';
import { factsOf, manageUrl } from './appointment-facts.ts';
import { toPatient } from './booking-messages.ts';

/** An email that is later than this is not sent any more, for example after a server was off. */
const tooLateMs = 72 * hourMs;
/** How many emails one run queues. */
const mostPerRun = 200;

/**
 * Queues the email after a visit, once per booking: some hours after the appointment ended, not for one that was missed
 * or cancelled, and only where the patient can book the same visit again online.
 */
export async function queueAfterVisitMails(deps: BookingDeps): Promise<void> {
  const { hours } = deps.clinic.afterVisit;
  if (hours === 0) return;
  const endedBefore = new Date(deps.clock.now().getTime() - hours * hourMs);
  const end = sql`${bookings.start} + make_interval(mins => ${bookings.durationMinutes})`;
  const rows = await deps.store.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.status, 'confirmed'),
        isNull(bookings.noShowAt),
        isNull(bookings.afterVisitAt),
        lte(end, sql`${endedBefore.toISOString()}::timestamptz`),
        gt(bookings.start, new Date(endedBefore.getTime() - tooLateMs)),
      ),
    )
    .orderBy(asc(bookings.start))
    .limit(mostPerRun);
  for (const { id } of rows) await queueOne(deps, id);
}

async function queueOne(deps: BookingDeps, bookingId: string): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const claimed = await tx
      .update(bookings)
      .set({ afterVisitAt: deps.clock.now() })
      .where(and(eq(bookings.id, bookingId), isNull(bookings.afterVisitAt), isNull(bookings.noShowAt)))
      .returning({ id: bookings.id });
    if (claimed.length === 0) return;
    const booking = await mustLoadBooking(deps, tx, bookingId);
    if (booking.status !== 'confirmed' || !canBookAgain(deps, booking)) return;
    const content = afterVisitMail(factsOf(deps, booking), bookAgainUrl(deps, booking));
    await toPatient(tx, deps, booking, 'after-visit', content);
  });
}

/** A first call leads to another visit. It is not booked again. */
function canBookAgain(deps: Pick<BookingDeps, 'clinic'>, { service, visit }: Booking): boolean {
  if (visit === 'consultation') return false;
  return bookableVisit(deps.clinic, { service, visit, channel: 'online' }).kind === 'bookable';
}

/** Everything after the `#` stays in the browser. */
function bookAgainUrl(deps: Pick<BookingDeps, 'managePage'>, booking: Booking): string {
  return `${manageUrl(deps, booking)}&again`;
}
