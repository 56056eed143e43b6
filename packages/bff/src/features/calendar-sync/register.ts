import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { JobCannotSucceed } from '../../platform/jobs/job.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { CalendarSyncDeps } from './deps.ts';
import { handleNotice } from './handle-webhook-event.ts';
import { handleCalendarNotice, subscribeToCalendar } from './jobs.ts';

/** Says what the jobs of calendar-sync do. */
export function registerCalendarSync(deps: CalendarSyncDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  jobs.work(handleCalendarNotice, handleNotice(deps));
  jobs.onGivenUp(handleCalendarNotice, async ({ log }) => {
    log.error('A calendar notice could not be handled for a day');
  });
  jobs.work(subscribeToCalendar, async () => {
    try {
      await deps.subscriptions.ensure(`${deps.publicUrl}${endpoints.calendlyWebhook}`);
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.transient) throw error;
      // Without notices, times are still read again every half a minute; only cancellations go unseen.
      throw new JobCannotSucceed('The calendar vendor does not accept our address for notices', {
        cause: error,
      });
    }
  });
}

/** After the jobs have started: asks for notices, unless that is waiting already. */
export async function startCalendarSync({
  store,
  jobs,
}: Pick<CalendarSyncDeps, 'store' | 'jobs'>): Promise<void> {
  await store.db.transaction((tx) =>
    jobs.enqueue(tx, subscribeToCalendar, {}, { singletonKey: 'subscribe' }),
  );
}
