import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/job.ts';

/** Hands one queued mail to the mail server. */
export const sendMail = defineJob({
  name: 'send-mail',
  payload: z.object({ key: z.string() }),
  expireSeconds: 90,
});
