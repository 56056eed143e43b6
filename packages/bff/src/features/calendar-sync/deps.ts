import type { Clock } from '../../platform/clock.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Store } from '../../platform/store/store.ts';
import type { CalendarSubscriptions, CalendarWebhooks, Scheduler } from '../../ports/calendar.ts';
import type { Availability } from '../availability/index.ts';

export interface CalendarSyncDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  clock: Clock;
  webhooks: CalendarWebhooks;
  subscriptions: CalendarSubscriptions;
  scheduler: Pick<Scheduler, 'read'>;
  availability: Pick<Availability, 'calendarChanged'>;
  clinic: { practitioners: readonly { id: string }[] };
  /** Where this server is reached from outside; no slash at the end. */
  publicUrl: string;
  /**
   * Told when an appointment was really cancelled in a calendar, by whomever. Does nothing when no booking has it,
   * or the booking is cancelled already.
   */
  cancelledInCalendar: (event: { eventId: string }) => Promise<void>;
}
