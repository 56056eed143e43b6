import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** Acts on one stored notice. */
export const handleCalendarNotice = defineJob({
  name: 'handle-calendar-notice',
  payload: z.object({ noticeId: z.int() }),
});

/** Makes sure that the calendar vendor sends notices here. What fails for a day is tried again at the next start. */
export const subscribeToCalendar = defineJob({
  name: 'subscribe-to-calendar',
  payload: z.object({}),
  givesUp: false,
});
