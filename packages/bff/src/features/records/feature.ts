import { type Feature, worksOn } from '../../platform/feature.ts';
import type { Transaction } from '../../platform/store/database.ts';
import { cannotFileBooking, fileBooking } from './appointments/file-booking.ts';
import { cannotMoveAppointment, moveAppointment } from './appointments/move-appointment.ts';
import { askStaff, noteAttendance } from './appointments/note-attendance.ts';
import { cannotRemoveAppointment, removeAppointment } from './appointments/remove-appointment.ts';
import type { FilingDeps, RecordsDeps } from './deps.ts';
import { cannotFileSubmission, fileSubmission } from './forms/file-submission.ts';
import {
  fileBookingJob,
  fileSubmissionJob,
  filingsAtOnce,
  moveAppointmentJob,
  noteAttendanceJob,
  removeAppointmentJob,
} from './jobs.ts';
import { PersonLocks } from './patients/person-locks.ts';
import { filingData } from './retention.ts';

/**
 * The practice's records: finds or makes patients, files appointments and forms. It hears what happens to
 * bookings and forms; those features do not know it.
 */
export function recordsFeature(given: RecordsDeps): Feature {
  const deps: FilingDeps = { ...given, locks: new PersonLocks(given) };
  const inTransaction = (act: (tx: Transaction) => Promise<unknown>) =>
    deps.store.db.transaction(async (tx) => void (await act(tx)));
  const queueSubmission = (submissionId: string) =>
    inTransaction((tx) => deps.jobs.enqueue(tx, fileSubmissionJob, { submissionId }));
  return {
    name: 'records',
    jobs: [
      worksOn(fileBookingJob, (run) => fileBooking(deps, run), {
        concurrency: filingsAtOnce,
        onGivenUp: (run) => cannotFileBooking(deps, run),
      }),
      worksOn(moveAppointmentJob, (run) => moveAppointment(deps, run), {
        onGivenUp: (run) => cannotMoveAppointment(deps, run),
      }),
      worksOn(noteAttendanceJob, (run) => noteAttendance(deps, run), {
        onGivenUp: (run) => askStaff(deps, run),
      }),
      worksOn(removeAppointmentJob, (run) => removeAppointment(deps, run), {
        onGivenUp: (run) => cannotRemoveAppointment(deps, run),
      }),
      worksOn(fileSubmissionJob, (run) => fileSubmission(deps, run), {
        concurrency: filingsAtOnce,
        onGivenUp: (run) => cannotFileSubmission(deps, run),
      }),
    ],
    on: {
      'booking.confirmed': ({ ids }) => inTransaction((tx) => deps.jobs.enqueue(tx, fileBookingJob, ids)),
      'booking.moved': ({ ids }) => inTransaction((tx) => deps.jobs.enqueue(tx, moveAppointmentJob, ids)),
      'booking.no_show': ({ ids }) => inTransaction((tx) => deps.jobs.enqueue(tx, noteAttendanceJob, ids)),
      'booking.cancelled': ({ ids }) =>
        inTransaction((tx) => deps.jobs.enqueue(tx, removeAppointmentJob, ids)),
      'form.submitted': ({ ids }) => queueSubmission(ids.submissionId),
      // A triage that was submitted before any booking names no patient until now.
      'triage.booked': ({ ids }) => queueSubmission(ids.submissionId),
    },
    retention: [filingData],
  };
}
