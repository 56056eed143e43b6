import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

const bookingId = z.uuid();

/** Reconciles a booking whose request did not finish it: the process was killed, or the calendar has not answered. */
export const reconcileBookingJob = defineJob({
  name: 'reconcile-booking',
  payload: z.object({ bookingId, round: z.number().int().nonnegative() }),
  expireSeconds: 90,
});

/** Watches a time that is held for a patient who pays. */
export const watchHoldJob = defineJob({
  name: 'watch-hold',
  payload: z.object({ bookingId }),
  expireSeconds: 90,
});

/** Asks for the video link that the calendar is still making. */
export const awaitVideoLinkJob = defineJob({
  name: 'await-video-link',
  payload: z.object({ bookingId, tries: z.number().int().nonnegative() }),
});

/** Cancels the event of an ended booking in the practitioner's calendar, and releases its time. */
export const cancelCalendarEventJob = defineJob({
  name: 'cancel-calendar-event',
  payload: z.object({ bookingId }),
});
