import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** Brings a payment to its goal. */
export const settlePayment = defineJob({
  name: 'settle-payment',
  payload: z.object({ bookingId: z.uuid() }),
  expireSeconds: 90,
});

/** Acts on one stored notice. */
export const handlePaymentNotice = defineJob({
  name: 'handle-payment-notice',
  payload: z.object({ noticeId: z.int() }),
  expireSeconds: 90,
});

/** Ends whatever payment a lost answer may have left behind for a booking that nobody has. */
export const dropPayment = defineJob({
  name: 'drop-payment',
  payload: z.object({ bookingId: z.uuid(), askedAt: z.iso.datetime() }),
});
