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

const moveId = z.uuid();

/** Goes on with a move whose request did not finish it. */
export const moveBookingJob = defineJob({
  name: 'move-booking',
  payload: z.object({ moveId }),
  expireSeconds: 90,
});

/** Makes sure that the calendar did not get the new time of a move that was given up. */
export const clearMoveJob = defineJob({ name: 'clear-move', payload: z.object({ moveId }) });

/** Cancels an event that a booking has left in the practitioner's calendar, and releases its time. */
export const leaveCalendarEventJob = defineJob({
  name: 'leave-calendar-event',
  payload: z.object({ eventId: z.string().min(1) }),
});

/** Cancels the event of an ended booking in the practitioner's calendar, and releases its time. */
export const cancelCalendarEventJob = defineJob({
  name: 'cancel-calendar-event',
  payload: z.object({ bookingId }),
});
