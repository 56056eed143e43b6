import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { schedulerOf } from '../running/scheduler-of.ts';

/**
 * The video link of a booking, read in the calendar when we do not have it yet. `null` while the calendar is still
 * making it, and when the calendar cannot be read: no confirmation waits for ever for a link.
 */
export async function readVideoLink(
  deps: Pick<BookingDeps, 'scheduler' | 'failOver' | 'log'>,
  booking: Booking,
  signal: AbortSignal,
): Promise<string | null> {
  const { practitionerId, calendarEventId, joinUrl } = booking;
  if (joinUrl !== null || calendarEventId === null) return joinUrl;
  try {
    const event = await schedulerOf(deps, booking).read({ practitionerId, eventId: calendarEventId, signal });
    return event?.joinUrl ?? null;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    deps.log.warn('The video link cannot be read now', { bookingId: booking.id, error });
    return null;
  }
}
