import { eq } from 'drizzle-orm';
import type { ActingAs, Actor } from '../../../platform/audit/actor.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { audit } from '../audit-booking.ts';
import { lockBooking, mustLoadBooking } from '../booking-store.ts';
import { findByEvent } from '../cancelling/cancelled-in-calendar.ts';
import type { BookingDeps } from '../deps.ts';
import { schedulerOf } from '../running/scheduler-of.ts';
import { bookings } from '../tables.ts';

const calendar: Actor = { kind: 'vendor', vendor: 'calendar' };

/**
 * Notes that the patient did not come to a confirmed appointment, or takes that note back. No money moves. The same again
 * changes nothing.
 * @returns false when there is no confirmed appointment
 */
export async function noteNoShow(
  deps: BookingDeps,
  bookingId: string,
  noShow: boolean,
  by: ActingAs,
): Promise<boolean> {
  return deps.store.db.transaction((tx) => noteNoShowIn(tx, deps, bookingId, noShow, by));
}

/** The same, in the transaction of what says so. */
export async function noteNoShowIn(
  tx: Transaction,
  deps: Pick<BookingDeps, 'sealing' | 'clock' | 'events' | 'metrics'>,
  bookingId: string,
  noShow: boolean,
  by: ActingAs,
): Promise<boolean> {
  const now = deps.clock.now();
  if ((await lockBooking(tx, bookingId)) !== 'confirmed') return false;
  const booking = await mustLoadBooking(deps, tx, bookingId);
  if ((booking.noShowAt !== null) === noShow) return true;
  await tx
    .update(bookings)
    .set({ noShowAt: noShow ? now : null, updatedAt: now })
    .where(eq(bookings.id, bookingId));
  await audit(tx, bookingId, noShow ? 'booking.no_show' : 'booking.no_show_undone', { ...by, now });
  await deps.events.emit(tx, 'booking.no_show', { bookingId });
  const { service, visit } = booking;
  deps.metrics.bookings.inc({ service, visit, outcome: noShow ? 'no_show' : 'no_show_undone' });
  return true;
}

/** The calendar has something new about whether a patient came: it is read, and the booking follows. */
export async function attendanceInCalendar(
  deps: BookingDeps,
  { eventId, signal }: { eventId: string; signal: AbortSignal },
): Promise<void> {
  const bookingId = await findByEvent(deps, eventId);
  if (bookingId === null) return;
  const booking = await mustLoadBooking(deps, deps.store.db, bookingId);
  const { practitionerId } = booking;
  const trail = await schedulerOf(deps, booking).trace({ practitionerId, eventId, signal });
  const step = trail?.steps.find((one) => one.eventId === eventId);
  if (step) await noteNoShow(deps, bookingId, step.noShow, { actor: calendar });
}
