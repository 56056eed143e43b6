import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** Brings a payment to its goal. */
export const reconcilePaymentJob = defineJob({
  name: 'reconcile-payment',
  payload: z.object({ bookingId: z.uuid() }),
  expireSeconds: 90,
});

/** Cancels payments that may exist although the answer to their making was lost. */
export const abandonPaymentJob = defineJob({
  name: 'abandon-payment',
  payload: z.object({ bookingId: z.uuid(), provider: z.string(), askedAt: z.iso.datetime() }),
});
