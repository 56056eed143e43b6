import type { BookingDeps } from '../deps.ts';

/** What was remembered of a practitioner's calendar is old. Showing may lag behind; a booking may not fail for it. */
export async function refreshCalendar(
  deps: Pick<BookingDeps, 'freeTimes' | 'log'>,
  practitionerId: string,
): Promise<void> {
  try {
    await deps.freeTimes.calendarChanged(practitionerId);
  } catch (error) {
    deps.log.warn('Shown times may be some seconds old', { practitionerId, error });
  }
}
