import { recordAccess } from '../../../platform/audit/record-access.ts';
import { JobCannotSucceed, type JobRun } from '../../../platform/jobs/job.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { AppointmentConflict } from '../../../ports/records/appointment.ts';
import { type Booking, bookingTaskFacts, loadBooking } from '../../bookings/index.ts';
import { closeStaffTask, openStaffTask, type TaskKind } from '../../staff-tasks/index.ts';
import type { FilingDeps } from '../deps.ts';
import { findFiling, updateFiling } from '../filing-store.ts';
import { moveAppointmentJob, runLater } from '../jobs.ts';
import { lockKeys } from '../patients/lock-keys.ts';
import { personInBooking } from '../patients/person-in-booking.ts';
import { RetryLater } from '../retry-later.ts';
import { newAppointment } from './file-appointment.ts';
import { waitForLeaving } from './leaving-appointments.ts';

type Run = Pick<JobRun<{ bookingId: string }>, 'payload' | 'signal'>;

/**
 * A booking has moved: the appointment that we made in the practice's records gets its present time and practitioner. An
 * appointment that reception made is theirs to change. Filing and moving one person's appointments never overlap.
 */
export async function moveAppointment(deps: FilingDeps, run: Run): Promise<void> {
  const { bookingId } = run.payload;
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  if (booking?.status !== 'confirmed') return;
  try {
    const keys = lockKeys(deps.personKeys, [personInBooking(booking.patient)]);
    await deps.locks.hold(keys, run.signal, (signal) => moveUnderLock(deps, bookingId, signal));
  } catch (error) {
    if (error instanceof RetryLater) return runLater(deps, moveAppointmentJob, run.payload, error);
    if (!(error instanceof UpstreamError) || error.transient) throw error;
    await tellStaff(deps, booking, reasonOf(deps.records.displayName, error));
    throw new JobCannotSucceed('The records refuse the new time.', { cause: error });
  }
}

async function moveUnderLock(deps: FilingDeps, bookingId: string, signal: AbortSignal): Promise<void> {
  const booking = await loadBooking(deps, deps.store.db, bookingId);
  const filing = await findFiling(deps.store.db, bookingId);
  // Not filed yet: the job that files takes the present time.
  if (booking?.status !== 'confirmed' || !filing?.appointmentId || !filing.patientId) return;
  const { start, practitionerId } = booking;
  const { appointmentStart, appointmentPractitionerId } = filing;
  if (appointmentStart && +appointmentStart === +start && appointmentPractitionerId === practitionerId) {
    return deps.store.db.transaction((tx) => closeTasks(tx, deps, bookingId));
  }
  if (!filing.appointmentIsOurs) {
    return tellStaff(deps, booking, 'The appointment in the records was made by hand');
  }
  const wanted = newAppointment(deps, booking, filing.patientId);
  await deps.records.moveAppointment(filing.appointmentId, wanted, signal).catch(async (error: unknown) => {
    if (error instanceof AppointmentConflict) await waitForLeaving(deps, booking, wanted.patientId);
    throw error;
  });
  await deps.store.db.transaction(async (tx) => {
    await updateFiling(tx, bookingId, {
      appointmentStart: start,
      appointmentPractitionerId: practitionerId,
    });
    await recordAccess(tx, {
      actor: { kind: 'system' },
      action: 'appointment.moved',
      subject: { kind: 'booking', id: bookingId },
      at: deps.clock.now(),
    });
    await closeTasks(tx, deps, bookingId);
  });
}

/** Tasks that ask for what this job does. */
const solvedTasks: readonly TaskKind[] = [
  'record_not_moved',
  'other_time_in_records',
  'other_practitioner_in_records',
];

async function closeTasks(tx: Transaction, deps: FilingDeps, bookingId: string): Promise<void> {
  for (const kind of solvedTasks) await closeStaffTask(tx, deps, { kind, subject: bookingId });
}

/** After a day of tries: a person moves it. */
export async function cannotMoveAppointment(deps: FilingDeps, run: Pick<Run, 'payload'>): Promise<void> {
  const booking = await loadBooking(deps, deps.store.db, run.payload.bookingId);
  if (booking?.status !== 'confirmed') return;
  await tellStaff(deps, booking, `${deps.records.displayName} could not be reached, or refused it`);
}

function reasonOf(displayName: string, error: UpstreamError): string {
  if (error instanceof AppointmentConflict) {
    return `${displayName} has another appointment of this patient or practitioner then`;
  }
  return error.reason === 'not_found'
    ? `The appointment is not in ${displayName} any more`
    : `${displayName} refused it`;
}

async function tellStaff(deps: FilingDeps, booking: Booking, reason: string): Promise<void> {
  const facts = bookingTaskFacts(booking, reason);
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, { kind: 'record_not_moved', subject: booking.id, facts }),
  );
}
