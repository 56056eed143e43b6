import { recordAccess } from '../../../platform/audit/record-access.ts';
import { JobCannotSucceed, type JobRun } from '../../../platform/jobs/job.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { type Booking, bookingTaskFacts, linkReceptionCopy, loadBooking } from '../../bookings/index.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import type { FilingDeps } from '../deps.ts';
import { type Filing, findFiling, openFiling } from '../filing-store.ts';
import { fileBookingJob, runLater } from '../jobs.ts';
import { NeedsPerson } from '../needs-person.ts';
import { lockKeys } from '../patients/lock-keys.ts';
import { matchOrCreatePatient } from '../patients/match-or-create-patient.ts';
import { personInBooking } from '../patients/person-in-booking.ts';
import { RetryLater } from '../retry-later.ts';
import { contactPersonLine } from './booking-notes.ts';
import { fileAppointment } from './file-appointment.ts';
import { fileContactPerson } from './file-contact-person.ts';

type Run = Pick<JobRun<{ bookingId: string }>, 'payload' | 'signal'>;

/**
 * Files a booking in the practice's records: the patient, then the appointment. It looks before it makes anything, and
 * stores each step before the next one. So it can run twice, or be killed at any point, and everything exists once.
 *
 * While the record system is down, the job is tried for a day; then a task tells staff. A refusal tells them at once.
 */
export async function fileBooking(deps: FilingDeps, run: Run): Promise<void> {
  const booking = await loadBooking(deps, deps.store.db, run.payload.bookingId);
  if (booking?.status !== 'confirmed') return;
  try {
    const keys = lockKeys(deps.personKeys, [personInBooking(booking.patient)]);
    await deps.locks.hold(keys, run.signal, (signal) => fileUnderLock(deps, booking, signal));
  } catch (error) {
    if (error instanceof RetryLater) return runLater(deps, fileBookingJob, run.payload, error);
    const reason = reasonToStop(deps.records, error);
    if (reason === null) throw error;
    await tellStaff(deps, booking, reason);
    throw new JobCannotSucceed('The records refuse this booking.', { cause: error });
  }
}

/** After a day of tries: a person files it. Where only the contact person is missing, the appointment's notes have them. */
export async function cannotFileBooking(deps: FilingDeps, run: Pick<Run, 'payload'>): Promise<void> {
  const booking = await loadBooking(deps, deps.store.db, run.payload.bookingId);
  if (booking?.status !== 'confirmed') return;
  if ((await findFiling(deps.store.db, booking.id))?.appointmentId) return;
  await tellStaff(deps, booking, `${deps.records.displayName} could not be reached, or refused it`);
}

async function fileUnderLock(deps: FilingDeps, booking: Booking, signal: AbortSignal): Promise<void> {
  const filing = await openFiling(deps.store.db, 'booking', booking.id);
  const patientId = filing.patientId ?? (await filePatient(deps, booking, filing, signal));
  if (filing.appointmentId === null) await fileAppointment(deps, booking, filing, patientId, signal);
  await fileContactPerson(deps, booking, filing, patientId, signal);
}

function filePatient(
  deps: FilingDeps,
  booking: Booking,
  filing: Filing,
  signal: AbortSignal,
): Promise<string> {
  const person = personInBooking(booking.patient);
  const note = [
    `Made by online booking ${booking.confirmationNumber}. Details follow with the intake form.`,
    contactPersonLine(booking.patient),
  ]
    .filter((line) => line !== null)
    .join('\n');
  return matchOrCreatePatient(
    deps,
    {
      filing,
      person,
      taskFacts: bookingTaskFacts(booking),
      create: (stop) => deps.records.createPatient({ ...person, note }, stop),
      async alsoStore(tx, { patientId, action }) {
        const subject = { kind: 'booking', id: booking.id } as const;
        await recordAccess(tx, { actor: { kind: 'system' }, action, subject, at: deps.clock.now() });
        await linkReceptionCopy(tx, deps, booking, deps.records.patientPage(patientId));
      },
    },
    signal,
  );
}

/**
 * Why no further try can help; `null` when one can. It names the refused fields, and never repeats the vendor's whole
 * answer, which may quote the patient.
 */
function reasonToStop({ displayName }: FilingDeps['records'], error: unknown): string | null {
  if (error instanceof NeedsPerson) return error.message;
  if (!(error instanceof UpstreamError) || error.transient) return null;
  const fields = error.details.map((one) => one.field).filter((field) => field !== null);
  return fields.length > 0 ? `${displayName} refused: ${fields.join(', ')}` : `${displayName} refused it`;
}

async function tellStaff(deps: FilingDeps, booking: Booking, reason: string): Promise<void> {
  const facts = bookingTaskFacts(booking, reason);
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, { kind: 'filing_failed', subject: booking.id, facts }),
  );
}
