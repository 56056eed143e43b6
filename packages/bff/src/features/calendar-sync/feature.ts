import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { type Feature, worksOn } from '../../platform/feature.ts';
import { JobCannotSucceed } from '../../platform/jobs/job.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { CalendarSyncDeps } from './deps.ts';
import { subscribeToCalendar } from './jobs.ts';
import { calendarWebhooks } from './webhooks.ts';

/** Follows changes in the practitioners' calendars. */
export function calendarSyncFeature(deps: CalendarSyncDeps): Feature {
  return {
    name: 'calendar-sync',
    webhooks: [calendarWebhooks(deps)],
    jobs: [worksOn(subscribeToCalendar, () => subscribe(deps))],
    start: () => startCalendarSync(deps),
  };
}

async function subscribe(deps: CalendarSyncDeps): Promise<void> {
  try {
    await deps.subscriptions.ensure(`${deps.publicUrl}${endpoints.calendlyWebhook}`);
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.transient) throw error;
    // Without webhooks, free times are still read every half minute. Only cancellations are missed.
    throw new JobCannotSucceed('The calendar does not accept our webhook address', { cause: error });
  }
}

/** Asks the calendar for webhooks, unless a job that does so waits already. */
async function startCalendarSync({ store, jobs }: Pick<CalendarSyncDeps, 'store' | 'jobs'>): Promise<void> {
  await store.db.transaction((tx) =>
    jobs.enqueue(tx, subscribeToCalendar, {}, { singletonKey: 'subscribe' }),
  );
}
