import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/job.ts';

/** Hands one queued mail to the mail server. */
export const sendMail = defineJob({
  name: 'send-mail',
  payload: z.object({ key: z.string() }),
  // Longer than sending can take: a slow mail server has ten minutes to answer (RFC 5321, 4.5.3.2.6).
  expireSeconds: 900,
});
