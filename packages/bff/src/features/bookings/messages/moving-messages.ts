import type { Transaction } from '../../../platform/store/database.ts';
import { practitionerOf } from '../../catalogue/index.ts';
import {
  movedMail,
  notMovedMail,
  queueMail,
  receptionMovedToMail,
  type TimeBefore,
} from '../../messages/index.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { refundTermsOf } from '../eligibility/refund.ts';
import { movableUntilOf } from '../moving/policy/rescheduling-policy.ts';
import { factsOf, paidFactsOf } from './appointment-facts.ts';
import { mailDeps, queueConfirmation, receptionMail, toPatient } from './booking-messages.ts';

/** To the patient: the appointment as it is now, booked or moved. One email per edition. */
export function queueAppointment(tx: Transaction, deps: BookingDeps, booking: Booking): Promise<void> {
  return booking.moves === 0 ? queueConfirmation(tx, deps, booking) : queueMoved(tx, deps, booking);
}

/** The same again, because staff were asked for it. @param once names the request, so that its repeat sends nothing */
export function queueAppointmentAgain(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  once: string,
): Promise<void> {
  const kind = `again-${once}`;
  return booking.moves === 0
    ? queueConfirmation(tx, deps, booking, kind)
    : queueMoved(tx, deps, booking, kind);
}

/** To the patient: moved, with both times. The calendar file replaces the entry in their calendar. */
export async function queueMoved(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  kind = `moved-${booking.moves}`,
): Promise<void> {
  const refund = refundTermsOf(deps, booking, deps.clock.now());
  const movableUntil = movableUntilOf(deps, booking);
  const content = movedMail(await paidFactsOf(tx, deps, booking), timeBefore(deps, booking), {
    refund,
    movableUntil,
  });
  return toPatient(tx, deps, booking, kind, content, { withCalendar: true });
}

/** To the patient, who was told that we are moving the appointment: it keeps its time. */
export function queueNotMoved(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  move: { id: string; start: Date },
): Promise<void> {
  const content = notMovedMail(factsOf(deps, booking), move.start);
  return toPatient(tx, deps, booking, `not-moved-${move.id}`, content);
}

/** To enquiries: the appointment has another time. */
export function queueReceptionMovedTo(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  by: 'patient' | 'staff' | 'calendar',
): Promise<void> {
  const content = receptionMovedToMail(factsOf(deps, booking), timeBefore(deps, booking), deps.names, by);
  const kind = `reception-moved-to-${booking.moves}`;
  return queueMail(tx, mailDeps(deps), receptionMail(deps, booking, kind, content));
}

function timeBefore(deps: Pick<BookingDeps, 'clinic'>, { movedFrom }: Booking): TimeBefore {
  if (movedFrom === null) throw new Error('This booking was never moved.');
  const { start, practitionerId } = movedFrom;
  const practitionerName = practitionerOf(deps.clinic, practitionerId)?.name ?? deps.clinic.clinic.name;
  return { start: new Date(start), practitionerName };
}
