import { z } from 'zod';
import { defineJob, type RetryPolicy } from '../../platform/jobs/job.ts';

/** A schedule looks again in any case, so a mailbox that is away is left alone. */
const forAFewMinutes: RetryPolicy = { limit: 5, delaySeconds: 5, backoff: true, maxDelaySeconds: 60 };

const watchMailbox = z.object({
  practitionerId: z.string(),
  /** Since when it has waited for a burst of notifications to end (ISO, UTC); left out: it has not. */
  waitsSince: z.iso.datetime().optional(),
});
export type WatchMailbox = z.infer<typeof watchMailbox>;

/** Compares a practitioner's mailbox with the confirmed appointments. One job waits for each practitioner at most. */
export const watchMailboxJob = defineJob({
  name: 'watch-mailbox',
  payload: watchMailbox,
  retry: forAFewMinutes,
});

/** Brings a practitioner's subscription up to date now, without waiting for the schedule. */
export const keepSubscriptionJob = defineJob({
  name: 'keep-mailbox-subscription',
  payload: z.object({ practitionerId: z.string(), why: z.enum(['removed', 'renewal_due']) }),
  retry: forAFewMinutes,
});
