import type { Clock } from '../../platform/clock.ts';
import type { Emitter } from '../../platform/events/events.ts';
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
  scheduler: Pick<Scheduler, 'trace'>;
  availability: Pick<Availability, 'calendarChanged'>;
  clinic: { practitioners: readonly { id: string }[] };
  /** Where this server is reached from outside; no slash at the end. */
  publicUrl: string;
  events: Emitter;
}
