import { and, eq, isNull } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { JobCannotSucceed, type JobRun } from '../../../platform/jobs/job.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { findPatient, madeByUs, type PersonToMatch, readPhone, splitName } from '../../patients/index.ts';
import { openStaffTask, type TaskKind } from '../../staff-tasks/index.ts';
import type { Booking } from '../booking.ts';
import { audit, mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { linkReceptionCopy } from '../messages/booking-messages.ts';
import { taskFactsOf } from '../placing/fail.ts';
import { bookingFilings } from '../tables.ts';
import { fileAppointment } from './file-appointment.ts';

type Filing = typeof bookingFilings.$inferSelect;
type Run = Pick<JobRun<{ bookingId: string }>, 'payload' | 'signal'>;

/**
 * Files a booking in the practice's records: the patient, then the appointment. It looks before it makes anything,
 * and stores each step before the next: running twice, or being killed anywhere, changes nothing.
 *
 * Down: the job is tried for a day, then a task tells staff. A refusal tells them at once.
 */
export async function fileConsultationJob(deps: BookingDeps, run: Run): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, run.payload.bookingId);
  if (booking.status !== 'confirmed') return;
  try {
    const filing = await filingOf(deps, booking.id);
    const patientId = filing.patientId ?? (await filePatient(deps, booking, filing, run.signal));
    if (filing.appointmentId === null) await fileAppointment(deps, booking, filing, patientId, run.signal);
  } catch (error) {
    if (error instanceof UpstreamError && !error.transient) throw await refused(deps, booking, error);
    throw error;
  }
}

/** After a day of tries: a person files it. */
export async function cannotFile(deps: BookingDeps, run: Pick<Run, 'payload'>): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, run.payload.bookingId);
  if (booking.status !== 'confirmed') return;
  await tellStaff(deps, booking, 'filing_failed', 'MediRecords could not be reached, or refused it');
}

async function filingOf(deps: BookingDeps, bookingId: string): Promise<Filing> {
  const { db } = deps.store;
  await db.insert(bookingFilings).values({ bookingId }).onConflictDoNothing();
  const [filing] = await db.select().from(bookingFilings).where(eq(bookingFilings.bookingId, bookingId));
  if (!filing) throw new Error('A filing was not stored.');
  return filing;
}

/** The patient's record: the one that is certainly theirs, or a new one. */
async function filePatient(
  deps: BookingDeps,
  booking: Booking,
  filing: Filing,
  signal: AbortSignal,
): Promise<string> {
  const person = personOf(booking);
  const { match, resembling } = await findPatient(deps.records, person, signal);
  if (match.kind === 'certain') {
    return keepPatient(deps, booking, match.patientId, 'patient.matched', []);
  }
  const before = filing.resemblingBefore;
  const made = before && madeByUs(person, resembling, before);
  if (made) return keepPatient(deps, booking, made.id, 'patient.created', before);
  const ids = resembling.map((one) => one.id);
  await deps.store.db
    .update(bookingFilings)
    .set({ resemblingBefore: ids })
    .where(eq(bookingFilings.bookingId, booking.id));
  const created = await deps.records.createPatient(
    {
      ...person,
      note: `Made by online booking ${booking.confirmationNumber}. Details follow with the intake form.`,
    },
    signal,
  );
  return keepPatient(deps, booking, created.id, 'patient.created', match.maybeSame);
}

async function keepPatient(
  deps: BookingDeps,
  booking: Booking,
  patientId: string,
  action: 'patient.matched' | 'patient.created',
  maybeSame: readonly string[],
): Promise<string> {
  return deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const kept = await tx
      .update(bookingFilings)
      .set({ patientId })
      .where(and(eq(bookingFilings.bookingId, booking.id), isNull(bookingFilings.patientId)))
      .returning({ patientId: bookingFilings.patientId });
    if (kept.length === 0) {
      // Another run was quicker: its record counts, and ours is for staff to compare.
      return anotherRunsPatient(tx, deps, booking, patientId);
    }
    await audit(tx, booking.id, action, { actor: 'system', now });
    const subject = { kind: 'patient_record', id: patientId } as const;
    await recordAccess(tx, { actor: 'system', action, subject, at: now });
    if (maybeSame.length > 0) await askToCompare(tx, deps, booking, [patientId, ...maybeSame]);
    await linkReceptionCopy(tx, deps, booking, deps.records.patientPage(patientId));
    return patientId;
  });
}

async function anotherRunsPatient(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  ours: string,
): Promise<string> {
  const [row] = await tx.select().from(bookingFilings).where(eq(bookingFilings.bookingId, booking.id));
  const theirs = row?.patientId ?? ours;
  if (theirs !== ours) await askToCompare(tx, deps, booking, [theirs, ours]);
  return theirs;
}

async function askToCompare(
  tx: Transaction,
  deps: BookingDeps,
  booking: Booking,
  patientIds: readonly string[],
): Promise<void> {
  await openStaffTask(tx, deps, {
    kind: 'patients_may_be_same',
    subject: booking.id,
    facts: { ...taskFactsOf(booking), recordPages: patientIds.map((id) => deps.records.patientPage(id)) },
  });
}

/** Which fields were refused, by name: never the vendor's whole answer, which may quote the patient. */
async function refused(deps: BookingDeps, booking: Booking, error: UpstreamError): Promise<JobCannotSucceed> {
  const fields = error.details.map((one) => one.field).filter((field) => field !== null);
  const reason = fields.length > 0 ? `MediRecords refused: ${fields.join(', ')}` : 'MediRecords refused it';
  await tellStaff(deps, booking, 'filing_failed', reason);
  return new JobCannotSucceed('The records refuse this booking.', { cause: error });
}

async function tellStaff(deps: BookingDeps, booking: Booking, kind: TaskKind, reason: string): Promise<void> {
  const facts = taskFactsOf(booking, reason);
  await deps.store.db.transaction((tx) => openStaffTask(tx, deps, { kind, subject: booking.id, facts }));
}

function personOf(booking: Booking): PersonToMatch {
  const { patient } = booking;
  const name =
    patient.firstName !== null && patient.lastName !== null
      ? { firstName: patient.firstName, lastName: patient.lastName }
      : splitName(patient.name);
  return {
    ...name,
    dateOfBirth: patient.dateOfBirth,
    email: patient.email,
    mobile: readPhone(patient.phone).digits,
  };
}
