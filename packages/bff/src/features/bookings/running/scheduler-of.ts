import type { Scheduler } from '../../../ports/calendar.ts';
import type { BookingDeps } from '../deps.ts';
import type { HoldingCalendar } from '../tables.ts';

/**
 * The calendar that holds an appointment. Every call about an appointment goes through here: to book it, to look for it,
 * to read, move or cancel it.
 */
export function schedulerOf(
  deps: Pick<BookingDeps, 'scheduler' | 'failOver'>,
  { calendar }: { calendar: HoldingCalendar },
): Scheduler {
  if (calendar === 'scheduling') return deps.scheduler;
  if (deps.failOver) return deps.failOver.scheduler;
  throw new Error(
    'An appointment is in a mailbox, and clinic.yaml or the environment names no mailboxes now.',
  );
}
