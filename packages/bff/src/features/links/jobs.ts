import { linkKinds } from '@botaniqal/shared/contracts/links.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** Sends a person the links to what they have here. The person is named by the keyed hash of the address. */
export const sendLinksJob = defineJob({
  name: 'send-links',
  payload: z.object({ requestId: z.uuid(), personKey: z.string(), kind: z.enum(linkKinds) }),
});
