import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

const bookingId = z.uuid();

/** Looks after a booking that its request left unsettled: killed, or waiting for the calendar's answer. */
export const settleBooking = defineJob({
  name: 'settle-booking',
  payload: z.object({ bookingId, round: z.number().int().nonnegative() }),
  expireSeconds: 90,
});

/** Looks after a time that is held for a patient who pays. */
export const watchHold = defineJob({
  name: 'watch-hold',
  payload: z.object({ bookingId }),
  expireSeconds: 90,
});

/** Asks for the video link that the calendar is still making. */
export const awaitVideoLink = defineJob({
  name: 'await-video-link',
  payload: z.object({ bookingId, tries: z.number().int().nonnegative() }),
});

/** Takes a booking that has ended out of the practitioner's calendar, and gives its time back. */
export const withdrawAppointment = defineJob({
  name: 'withdraw-appointment',
  payload: z.object({ bookingId }),
});
