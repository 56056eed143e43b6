import { z } from 'zod';
import { defineJob, type RetryPolicy } from '../../platform/jobs/job.ts';

/** No person waits for it, and free times are read without it: a calendar that is away is left alone for longer. */
const forADayInTheBackground: RetryPolicy = {
  limit: 30,
  delaySeconds: 15,
  backoff: true,
  maxDelaySeconds: 3600,
};

/** Makes sure that the calendar sends webhooks here. If it fails for a day, the next start tries again. */
export const subscribeToCalendar = defineJob({
  name: 'subscribe-to-calendar',
  payload: z.object({}),
  retry: forADayInTheBackground,
  givesUp: false,
});
