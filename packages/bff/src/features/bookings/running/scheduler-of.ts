import type { Scheduler } from '../../../ports/calendar.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';

/**
 * The calendar that holds a booking. Every call about an appointment goes through here: to book it, to look for it, to
 * read, move or cancel it.
 */
export function schedulerOf(deps: Pick<BookingDeps, 'scheduler'>, _booking: Pick<Booking, 'id'>): Scheduler {
  return deps.scheduler;
}
