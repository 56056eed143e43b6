import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { PractitionerVisit, ScheduledAppointment, SchedulingOutcome } from '../../../ports/calendar.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import type { HoldingCalendar } from '../tables.ts';
import type { AttemptOutcome } from './calendar-attempts.ts';
import { schedulerOf } from './scheduler-of.ts';

/** Whether the calendar that takes this booking has this start free, read now. @throws UpstreamError */
export async function isStartFree(
  deps: Pick<BookingDeps, 'calendar' | 'failOver'>,
  booking: Booking,
  calendar: HoldingCalendar,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (calendar === 'scheduling' || !deps.failOver) return isOffered(deps, booking, signal);
  const { practitionerId, start, durationMinutes, id: bookingId } = booking;
  return deps.failOver.rules.isStartFree({ practitionerId, start, durationMinutes, bookingId }, signal);
}

/** Whether the scheduling service offers this start for this visit, read now. @throws UpstreamError */
export async function isOffered(
  deps: Pick<BookingDeps, 'calendar'>,
  { practitionerId, service, visit, start }: PractitionerVisit & { start: Date },
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const to = new Date(start.getTime() + 60_000);
  const query = {
    practitionerId,
    service,
    visit,
    from: start,
    to,
    forBooking: true,
    ...(signal ? { signal } : {}),
  };
  const starts = await deps.calendar.offeredStarts(query);
  return starts.some((one) => one.getTime() === start.getTime());
}

/** Looks for the booking by our own id, in its calendar; one that cannot be read is an answer, too. */
export async function findInCalendar(
  deps: Pick<BookingDeps, 'scheduler' | 'failOver'>,
  booking: Booking,
  signal: AbortSignal | undefined,
): Promise<ScheduledAppointment | null | 'unreadable'> {
  try {
    return await schedulerOf(deps, booking).find({
      bookingId: booking.id,
      practitionerId: booking.practitionerId,
      email: booking.patient.email,
      start: booking.start,
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof UpstreamError) return 'unreadable';
    throw error;
  }
}

/** A gateway's 502, 503 or 504 says nothing of the request behind it; a 500 ends it. */
export function attemptOutcomeOf(outcome: SchedulingOutcome): AttemptOutcome {
  const cause = outcome.kind === 'unknown' ? outcome.cause : null;
  return cause instanceof UpstreamError && cause.status === 500 ? 'broken' : outcome.kind;
}

/** Counted and logged: anything but a yes or a plain no is worth an operator's look. */
export function noteOutcome(
  deps: Pick<BookingDeps, 'log' | 'metrics'>,
  booking: Booking,
  outcome: SchedulingOutcome,
): void {
  const { service, visit } = booking;
  const kind: AttemptOutcome = outcome.kind;
  deps.metrics.bookings.inc({ service, visit, outcome: kind });
  if (outcome.kind === 'booked' || outcome.kind === 'slot_taken') return;
  deps.log.warn('The calendar did not take a booking at once', {
    bookingId: booking.id,
    practitionerId: booking.practitionerId,
    outcome: kind,
    ...('cause' in outcome ? { error: outcome.cause } : {}),
  });
}
