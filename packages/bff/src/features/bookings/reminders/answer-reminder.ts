import { byPatient } from '../../../platform/audit/actor.ts';
import {
  cancelledText,
  feeText,
  newTimeText,
  queueText,
  type ReminderAnswer,
  type SendWindow,
} from '../../messages/index.ts';
import { type Booking, readerOf } from '../booking.ts';
import { loadBooking } from '../booking-store.ts';
import { cancelBooking } from '../cancelling/cancel-booking.ts';
import type { BookingDeps } from '../deps.ts';
import { refundOf } from '../eligibility/refund.ts';
import { factsOf } from '../messages/appointment-facts.ts';
import { mailDeps } from '../messages/booking-messages.ts';
import { sayComing } from './say-coming.ts';

/**
 * Acts on the answer to a text message. It is about the appointment as it was asked: where it has another time by now, the
 * patient is asked again. "No" cancels only where the whole price goes back; otherwise the patient gets the link to the
 * page that shows the terms. It can run twice.
 * @returns false when a person has to read the answer
 */
export async function answerReminder(
  deps: BookingDeps,
  { bookingId, answer, askedFor }: ReminderAnswer,
): Promise<boolean> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  const now = deps.clock.now();
  if (!booking) return false;
  const isAskedTime = booking.start.getTime() === askedFor.getTime();
  if (booking.status === 'cancelled' && answer === 'cannot_come' && isAskedTime) {
    await sendText(deps, booking, 'cancelled-by-text', cancelledText(factsOf(deps, booking)));
    return true;
  }
  if (booking.status !== 'confirmed' || booking.start <= now) return false;
  if (!isAskedTime) {
    await sendText(deps, booking, `asked-again-${booking.moves}`, newTimeText(factsOf(deps, booking)), true);
    return true;
  }
  if (answer === 'coming') {
    await sayComing(deps, booking, byPatient());
    return true;
  }
  if (refundOf(deps, booking, now) < (booking.priceCents ?? 0)) {
    await sendText(deps, booking, `fee-${booking.moves}`, feeText(factsOf(deps, booking)), true);
    return true;
  }
  const cancelled = await cancelBooking(deps, booking, byPatient(), { start: askedFor });
  await sendText(deps, cancelled, 'cancelled-by-text', cancelledText(factsOf(deps, cancelled)));
  return true;
}

/** Answers a patient's answer at once, also in quiet hours. @param asks whether it is about the appointment ahead */
async function sendText(
  deps: BookingDeps,
  booking: Booking,
  kind: string,
  body: string,
  asks = false,
): Promise<void> {
  const { phone, timeZone } = booking.patient;
  const anyTime = { from: '00:00', until: '00:00' };
  const window: SendWindow = { until: booking.start.toISOString(), quiet: anyTime, timeZone };
  await deps.store.db.transaction((tx) =>
    queueText(
      tx,
      { ...mailDeps(deps), personKeys: deps.personKeys },
      {
        ...{ about: booking.id, kind, phone, toName: readerOf(booking.patient), body },
        ...(asks ? { window, asksFor: booking.start } : {}),
      },
    ),
  );
}
