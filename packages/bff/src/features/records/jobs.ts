import { z } from 'zod';
import { defineJob, type JobDefinition } from '../../platform/jobs/job.ts';
import type { FilingDeps } from './deps.ts';
import type { RetryLater } from './retry-later.ts';

/**
 * How many bookings, and how many forms, one server files at the same time. The HTTP client for the practice's records
 * sends 4 calls at once, so more filings than that would only wait for each other.
 */
export const filingsAtOnce = 4;

/** Files one booking in the practice's records: the patient, the appointment. */
export const fileBookingJob = defineJob({
  name: 'file-booking',
  payload: z.object({ bookingId: z.uuid() }),
  expireSeconds: 120,
});

/** Gives our appointment of a booking that has moved its new time in the practice's records. */
export const moveAppointmentJob = defineJob({
  name: 'move-appointment',
  payload: z.object({ bookingId: z.uuid() }),
  expireSeconds: 120,
});

/** Notes in the practice's records that the patient of a booking did not come, or leaves that to staff. */
export const noteAttendanceJob = defineJob({
  name: 'note-attendance',
  payload: z.object({ bookingId: z.uuid() }),
});

/** Deletes our appointment of a cancelled booking in the practice's records. */
export const removeAppointmentJob = defineJob({
  name: 'remove-appointment',
  payload: z.object({ bookingId: z.uuid() }),
});

/** Files one form in the practice's records: the patient, the facts, the document. */
export const fileSubmissionJob = defineJob({
  name: 'file-submission',
  payload: z.object({ submissionId: z.uuid() }),
  expireSeconds: 120,
});

/** Adds the job again for later. This run does not count as a failed try. */
export async function runLater<Payload extends object>(
  deps: Pick<FilingDeps, 'store' | 'jobs'>,
  job: JobDefinition<Payload>,
  payload: Payload,
  { seconds }: RetryLater,
): Promise<void> {
  const singletonKey = Object.values(payload).join();
  await deps.store.db.transaction((tx) =>
    deps.jobs.enqueue(tx, job, payload, { startAfterSeconds: seconds, singletonKey }),
  );
}
