import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import type { PractitionerVisit } from '../../../ports/calendar.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import type { HoldingCalendar } from '../tables.ts';

/** Which calendar takes an appointment at this moment: the mailbox while the scheduling service is away for long. */
export async function chooseCalendar(
  deps: Pick<BookingDeps, 'failOver'>,
  wanted: PractitionerVisit & { start: Date },
): Promise<HoldingCalendar> {
  return (await deps.failOver?.rules.isOn(wanted)) ? 'mailbox' : 'scheduling';
}

type Placed = Pick<Booking, 'practitionerId' | 'start' | 'durationMinutes'>;

/**
 * Which calendar takes the new time of a move. An event in the mailbox makes its own time busy for the scheduling
 * service, which reads the mailbox. So a new time that this event or its buffers cover stays in the mailbox.
 */
export async function chooseCalendarForMove(
  deps: Pick<BookingDeps, 'failOver' | 'clinic'>,
  booking: Placed & { calendar: HoldingCalendar },
  wanted: PractitionerVisit & Placed,
): Promise<HoldingCalendar> {
  const staysInMailbox =
    deps.failOver && booking.calendar === 'mailbox' && isBesideItself(deps, booking, wanted);
  return staysInMailbox ? 'mailbox' : chooseCalendar(deps, wanted);
}

function isBesideItself({ clinic }: Pick<BookingDeps, 'clinic'>, booking: Placed, wanted: Placed): boolean {
  const { practitionerId, durationMinutes } = booking;
  if (wanted.practitionerId !== practitionerId) return false;
  const hours = clinic.practitioners.find(({ id }) => id === practitionerId)?.workingHours;
  const buffers = (hours?.bufferBeforeMinutes ?? 0) + (hours?.bufferAfterMinutes ?? 0);
  const apart = Math.abs(wanted.start.getTime() - booking.start.getTime());
  return apart < (durationMinutes + buffers) * minuteMs;
}
