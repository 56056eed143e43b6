import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/job.ts';

/** Sends a sign-in link. The person is named by the keyed hash of the address. */
export const sendSignInLinkJob = defineJob({
  name: 'send-sign-in-link',
  payload: z.object({ requestId: z.uuid(), personKey: z.string(), browserHash: z.string() }),
});
