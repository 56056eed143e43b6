import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { type Feature, worksOn } from '../../platform/feature.ts';
import { JobCannotSucceed } from '../../platform/jobs/job.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { CalendarSyncDeps } from './deps.ts';
import { handleNotice } from './handle-webhook-event.ts';
import { handleCalendarNotice, subscribeToCalendar } from './jobs.ts';
import { calendarSyncRoutes } from './routes.ts';

/** Takes in what changes in the practitioners' calendars. */
export function calendarSyncFeature(deps: CalendarSyncDeps): Feature {
  return {
    name: 'calendar-sync',
    routes: calendarSyncRoutes(deps),
    jobs: [
      worksOn(handleCalendarNotice, handleNotice(deps), {
        onGivenUp: async ({ log }) => log.error('A calendar event could not be handled for a day'),
      }),
      worksOn(subscribeToCalendar, () => subscribe(deps)),
    ],
    start: () => startCalendarSync(deps),
  };
}

async function subscribe(deps: CalendarSyncDeps): Promise<void> {
  try {
    await deps.subscriptions.ensure(`${deps.publicUrl}${endpoints.calendlyWebhook}`);
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.transient) throw error;
    // Without webhooks, times are still read again every half a minute; only cancellations go unseen.
    throw new JobCannotSucceed('The calendar vendor does not accept our webhook address', { cause: error });
  }
}

/** Asks the calendar vendor for webhooks, unless a job that does so waits already. */
export async function startCalendarSync({
  store,
  jobs,
}: Pick<CalendarSyncDeps, 'store' | 'jobs'>): Promise<void> {
  await store.db.transaction((tx) =>
    jobs.enqueue(tx, subscribeToCalendar, {}, { singletonKey: 'subscribe' }),
  );
}
