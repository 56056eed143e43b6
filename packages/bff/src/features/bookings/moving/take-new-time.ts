import { eq } from 'drizzle-orm';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import { movePlaces } from '../../../platform/limits/limits.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { audit } from '../audit-booking.ts';
import { type Booking, sealJoinUrl } from '../booking.ts';
import { mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { refundBasisAfterMove } from '../eligibility/refund.ts';
import { askStaffForVideoLink } from '../fail-over/without-video-link.ts';
import { awaitVideoLinkJob } from '../jobs.ts';
import { queueMoved, queueReceptionMovedTo } from '../messages/moving-messages.ts';
import { bookings, type HoldingCalendar } from '../tables.ts';

/** A time that the calendar has given to a booking. */
export interface GivenTime {
  practitionerId: string;
  start: Date;
  /** Which calendar has it. */
  calendar: HoldingCalendar;
  eventId: string;
  inviteeId: string | null;
  joinUrl: string | null;
  /** Who wanted it. `calendar`: it was moved on the calendar's own page. */
  movedBy: 'patient' | 'staff' | 'calendar';
  /** Whether it counts as a move by the patient. Left out: unless staff moved it. */
  wantedByPatient?: boolean;
  by: ActingAs;
}

/**
 * Gives the booking its new time, for a move by the patient, by staff or in the calendar: columns, audit, event, emails
 * and the video link, in the transaction that stores it. The caller has moved the holds. Payment, forms and entitlements stay as they are.
 */
export async function takeNewTime(
  tx: Transaction,
  deps: BookingDeps,
  before: Booking,
  given: GivenTime,
): Promise<void> {
  const now = deps.clock.now();
  const byPatient = given.wantedByPatient ?? given.movedBy !== 'staff';
  await tx
    .update(bookings)
    .set({
      practitionerId: given.practitionerId,
      start: given.start,
      calendar: given.calendar,
      calendarEventId: given.eventId,
      calendarInviteeId: given.inviteeId,
      joinUrl: sealJoinUrl(deps.sealing, before.id, given.joinUrl),
      calendarSequence: before.calendarSequence + 1,
      calendarMoveTold: null,
      awaitsNewTimeSince: null,
      moves: before.moves + 1,
      movedAt: now,
      timesMoved: before.timesMoved + (byPatient ? 1 : 0),
      movedFrom: { practitionerId: before.practitionerId, start: before.start.toISOString() },
      refundCountsFrom: byPatient ? refundBasisAfterMove(deps, before, now) : before.refundCountsFrom,
      updatedAt: now,
    })
    .where(eq(bookings.id, before.id));
  // A free call counts as ahead until it starts: `placing/booking-places.ts`.
  await movePlaces(tx, before.id, 'free_calls_per_person', { now, until: given.start });
  await audit(tx, before.id, 'booking.moved', { ...given.by, now });
  await deps.events.emit(tx, 'booking.moved', { bookingId: before.id });
  const { service, visit } = before;
  deps.metrics.bookings.inc({ service, visit, outcome: 'moved' });
  const booking = await mustLoadBooking(deps, tx, before.id);
  await queueReceptionMovedTo(tx, deps, booking, given.movedBy);
  if (booking.calendar === 'mailbox') await askStaffForVideoLink(tx, deps, booking);
  if (booking.joinUrl !== null || booking.calendar === 'mailbox') return queueMoved(tx, deps, booking);
  const startAfterSeconds = deps.timings.linkEverySeconds;
  await deps.jobs.enqueue(tx, awaitVideoLinkJob, { bookingId: booking.id, tries: 0 }, { startAfterSeconds });
}
