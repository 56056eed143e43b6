import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/job.ts';

/** Reads one announced submission back and hands it to the same pipeline as a page's. */
export const takeJotform = defineJob({
  name: 'take-jotform',
  payload: z.object({ noticeId: z.int() }),
  // JotForm counts calls by the day, 1000 of them in the smallest plan: about forty tries, over a day.
  retry: { limit: 40, delaySeconds: 5, backoff: true, maxDelaySeconds: 3600 },
});
