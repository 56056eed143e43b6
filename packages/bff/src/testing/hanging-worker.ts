/** A process for tests: takes a job, says so, and never finishes it. It is there to be killed. */
import { z } from 'zod';
import { defineJob } from '../platform/jobs/job.ts';
import { createJobs } from '../platform/jobs/jobs.ts';
import { silentLog } from '../platform/observability/log.ts';
import { createMetrics } from '../platform/observability/metrics.ts';
import { openStore } from '../platform/store/store.ts';

export const stubborn = defineJob({
  name: 'stubborn',
  payload: z.object({ bookingId: z.string() }),
  retry: { limit: 5, delaySeconds: 1, backoff: false, maxDelaySeconds: 1 },
  givesUp: false,
});

if (import.meta.main) {
  const store = await openStore({ databaseUrl: process.argv[2], log: silentLog });
  const jobs = createJobs({ store, log: silentLog, metrics: createMetrics() });
  jobs.work(stubborn, () => {
    process.stdout.write('taken\n');
    return new Promise(() => {});
  });
  await jobs.start();
  await store.db.transaction((tx) => jobs.enqueue(tx, stubborn, { bookingId: 'kept' }));
}
