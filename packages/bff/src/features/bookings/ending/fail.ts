import type { BookingFailure } from '@botaniqal/shared/contracts/bookings.ts';
import { system } from '../../../platform/audit/actor.ts';
import { forgetCollected } from '../../payments/index.ts';
import { openStaffTask, type TaskKind } from '../../staff-tasks/index.ts';
import type { Booking } from '../booking.ts';
import { lockBooking, mustLoadBooking, transition } from '../booking-store.ts';
import { taskFactsOf } from '../booking-task-facts.ts';
import type { BookingDeps } from '../deps.ts';
import { isPaidOnline } from '../eligibility/channels.ts';
import { queueNotConfirmed } from '../messages/booking-messages.ts';
import { nearestStarts } from '../placing/alternatives.ts';
import { refreshCalendar } from '../running/refresh-calendar.ts';
import { compensate } from './compensate.ts';

/** Why a booking cannot be confirmed. */
export type FailureCause =
  /** Other patients have all preferred times. */
  | 'slot_lost'
  /** The calendar could not be reached for too long; nothing is booked there. */
  | 'unreachable'
  /** For too long it was not known whether it is booked. */
  | 'uncertain'
  /** The calendar refuses the visit as it is configured. */
  | 'refused'
  /** The authorisation of the payment has ended, or is about to. */
  | 'payment_lapsed';

const taskFor: Readonly<Record<FailureCause, TaskKind>> = {
  slot_lost: 'booking_not_confirmed',
  unreachable: 'booking_not_confirmed',
  uncertain: 'booking_uncertain',
  refused: 'booking_refused',
  payment_lapsed: 'booking_not_confirmed',
};

/** What the patient is told. */
const reasonFor: Readonly<Record<FailureCause, BookingFailure>> = {
  slot_lost: 'slot_lost',
  unreachable: 'calendar_unavailable',
  uncertain: 'calendar_unavailable',
  refused: 'calendar_unavailable',
  payment_lapsed: 'payment_lapsed',
};

/**
 * Ends a booking that cannot be confirmed, and releases its time.
 * @param onPage true when the HTTP response informs the patient. Otherwise the patient was told that we are
 *   confirming: they get a mail with other times, and staff get a task.
 */
export async function failBooking(
  deps: BookingDeps,
  booking: Booking,
  failure: FailureCause,
  { onPage }: { onPage: boolean },
): Promise<void> {
  const tell = !onPage;
  if (tell) await refreshCalendar(deps, booking.practitionerId);
  const alternatives =
    tell || isPaidOnline(booking) ? await nearestStarts(deps, booking, [booking.start]) : [];
  await deps.store.db.transaction(async (tx) => {
    const context = { ...system, now: deps.clock.now() };
    const { now } = context;
    await lockBooking(tx, booking.id);
    const current = await mustLoadBooking(deps, tx, booking.id);
    // Another process has booked it in the calendar since. From there on a booking only goes forward.
    if (current.calendarEventId !== null) return;
    const set = { failure: reasonFor[failure] };
    const ended = await transition(tx, { bookingId: booking.id, event: 'failed', set }, context);
    if (ended === null) return;
    // The calendar may have it. A job cancels it there before its time is free.
    const uncertain = failure === 'uncertain' || failure === 'payment_lapsed';
    // Staff are on the phone: they book another time with the money that they have.
    if (onPage) await forgetCollected(tx, booking.id);
    await deps.entitlements?.release(tx, booking.id, { timeIsLost: true });
    await deps.events.emit(tx, 'booking.ended_unconfirmed', { bookingId: booking.id });
    await compensate(tx, deps, { bookingId: booking.id, uncertain, now });
    // A patient who gave a card is told in writing that it was not charged, even when the page says so, too.
    if (tell || isPaidOnline(booking)) await queueNotConfirmed(tx, deps, booking, alternatives);
    if (!tell && failure !== 'refused') return;
    await openStaffTask(tx, deps, {
      kind: taskFor[failure],
      subject: booking.id,
      facts: taskFactsOf(booking),
    });
  });
  deps.metrics.bookings.inc({ service: booking.service, visit: booking.visit, outcome: `failed_${failure}` });
  deps.freeTimes.occupiedChanged();
}
