import type { BookingFailure } from '@botaniqal/shared/contracts/bookings.ts';
import { openStaffTask, type TaskFacts, type TaskKind } from '../../staff-tasks/index.ts';
import { type Booking, isPaid } from '../booking.ts';
import { lockBooking, mustLoadBooking, transition } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { queueNotConfirmed } from '../messages/booking-messages.ts';
import { undoSteps } from './compensate.ts';
import { forgetCalendar } from './confirm.ts';

/** Why a booking cannot be confirmed. */
export type Failure =
  /** Somebody else has every wished time. */
  | 'slot_lost'
  /** The calendar could not be reached for too long; nothing is booked there. */
  | 'unreachable'
  /** Nobody could say for too long whether it is booked. */
  | 'uncertain'
  /** The calendar refuses the visit as it is configured. */
  | 'refused'
  /** The authorisation of the payment has ended, or is about to. */
  | 'payment_lapsed';

const taskFor: Readonly<Record<Failure, TaskKind>> = {
  slot_lost: 'booking_not_confirmed',
  unreachable: 'booking_not_confirmed',
  uncertain: 'booking_uncertain',
  refused: 'booking_refused',
  payment_lapsed: 'booking_not_confirmed',
};

/** What the patient is told. */
const reasonFor: Readonly<Record<Failure, BookingFailure>> = {
  slot_lost: 'slot_lost',
  unreachable: 'calendar_unavailable',
  uncertain: 'calendar_unavailable',
  refused: 'calendar_unavailable',
  payment_lapsed: 'payment_lapsed',
};

/**
 * Ends a booking that cannot be had, and gives its time back.
 * @param tell the patient was told that we are confirming: a mail with other times, and a task for staff.
 *   False where the answer on the patient's screen says it all.
 */
export async function failBooking(
  deps: BookingDeps,
  booking: Booking,
  failure: Failure,
  tell: boolean,
): Promise<void> {
  if (tell) await forgetCalendar(deps, booking.practitionerId);
  const alternatives = tell || isPaid(booking) ? await nearestStarts(deps, booking, [booking.start]) : [];
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await lockBooking(tx, booking.id);
    const current = await mustLoadBooking(deps, tx, booking.id);
    // Another process has it in the calendar since: behind the point of no return nothing is given up.
    if (current.calendarEventId !== null) return;
    const ended = await transition(tx, {
      bookingId: booking.id,
      event: 'given_up',
      set: { failure: reasonFor[failure] },
      actor: 'system',
      now,
    });
    if (ended === null) return;
    // When nobody knows, it may still turn up in the calendar: it is taken out again before its time is free.
    const uncertain = failure === 'uncertain' || failure === 'payment_lapsed';
    await deps.rights?.unused(tx, booking.id, { timeIsLost: true });
    await deps.events.emit(tx, 'booking.ended_unconfirmed', { bookingId: booking.id });
    await undoSteps(tx, deps, { bookingId: booking.id, uncertain, now });
    // Whose card was charged is told in writing that it was not, also when the page says so.
    if (tell || isPaid(booking)) await queueNotConfirmed(tx, deps, booking, alternatives);
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

export const alternativesShown = 6;

/**
 * Up to six free starts nearest to the first of the lost ones, without these, in order of time. None when they
 * cannot be read: a refusal without them is better than none.
 */
export async function nearestStarts(
  deps: Pick<BookingDeps, 'freeTimes' | 'log'>,
  visit: Pick<Booking, 'service' | 'visit'>,
  lost: readonly Date[],
  except: readonly Date[] = lost,
): Promise<Date[]> {
  const [around] = lost;
  if (!around) return [];
  try {
    const free = await deps.freeTimes.nearestFree({
      service: visit.service,
      visit: visit.visit,
      around,
      count: alternativesShown,
      except,
    });
    return free.map((one) => one.start);
  } catch (error) {
    deps.log.warn('No other times can be named', { service: visit.service, visit: visit.visit, error });
    return [];
  }
}

/** What staff need to mend something about a booking. */
export function taskFactsOf(booking: Booking, reason?: string): TaskFacts {
  return {
    bookingId: booking.id,
    confirmationNumber: booking.confirmationNumber,
    patientName: booking.patient.name,
    patientPhone: booking.patient.phone,
    patientEmail: booking.patient.email,
    practitionerId: booking.practitionerId,
    start: booking.start.toISOString(),
    ...(reason ? { reason } : {}),
  };
}
