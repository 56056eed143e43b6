import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** Makes sure that the calendar sends webhooks here. If it fails for a day, the next start tries again. */
export const subscribeToCalendar = defineJob({
  name: 'subscribe-to-calendar',
  payload: z.object({}),
  givesUp: false,
});
