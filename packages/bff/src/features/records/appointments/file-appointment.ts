import { cutText } from '@botaniqal/shared/validation/cut-text.ts';
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { AppointmentConflict, type AppointmentRecord } from '../../../ports/records/appointment.ts';
import { type Booking, loadBooking } from '../../bookings/index.ts';
import { bookedVisit } from '../../catalogue/index.ts';
import { closeStaffTask } from '../../staff-tasks/index.ts';
import type { FilingDeps } from '../deps.ts';
import { type Filing, updateFiling } from '../filing-store.ts';
import { moveAppointmentJob, removeAppointmentJob } from '../jobs.ts';
import { NeedsPerson } from '../needs-person.ts';
import { recordFilings } from '../tables.ts';
import { patientNotes } from './booking-notes.ts';
import { waitForLeaving } from './leaving-appointments.ts';

/** The longest note that an appointment takes. */
const longestNote = 500;

/** The appointment in the practice's records: one that is there already, or a new one. */
export async function fileAppointment(
  deps: FilingDeps,
  booking: Booking,
  filing: Pick<Filing, 'appointmentAskedAt' | 'appointmentStart'>,
  patientId: string,
  signal: AbortSignal,
): Promise<void> {
  const asked = filing.appointmentAskedAt && filing.appointmentStart;
  if (asked && +asked !== +booking.start) {
    // It was asked for, the answer was lost, and the booking has moved since.
    const [before] = await findOwn(deps, booking, { patientId, start: asked }, signal);
    if (before) return storeAppointment(deps, { ...booking, start: asked }, before, true);
  }
  const query = { patientId, start: booking.start };
  const [there] = await findOwn(deps, booking, query, signal);
  if (there) return storeAppointment(deps, booking, there, filing.appointmentAskedAt !== null);
  await updateFiling(deps.store.db, booking.id, {
    appointmentAskedAt: deps.clock.now(),
    appointmentStart: booking.start,
    appointmentPractitionerId: booking.practitionerId,
  });
  try {
    const made = await deps.records.createAppointment(newAppointment(deps, booking, patientId), signal);
    return await storeAppointment(deps, booking, made, true);
  } catch (error) {
    if (!(error instanceof AppointmentConflict)) throw error;
    // The conflict may be with the appointment that an earlier try of ours made.
    const [now] = await findOwn(deps, booking, query, signal);
    if (now) return storeAppointment(deps, booking, now, true);
    await waitForLeaving(deps, booking, patientId);
    throw new NeedsPerson(
      `${deps.records.displayName} has another appointment of this patient or practitioner then`,
    );
  }
}

/** The patient's appointments at this time that are filed for no other booking: two bookings can have the same time. */
async function findOwn(
  deps: FilingDeps,
  booking: Booking,
  query: { patientId: string; start: Date },
  signal: AbortSignal,
): Promise<AppointmentRecord[]> {
  const found = await deps.records.findAppointments(query, signal);
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const others = await deps.store.db
    .select({ appointmentId: recordFilings.appointmentId })
    .from(recordFilings)
    .where(and(inArray(recordFilings.appointmentId, ids), ne(recordFilings.subjectId, booking.id)));
  const taken = new Set(others.map(({ appointmentId }) => appointmentId));
  return found.filter(({ id }) => !taken.has(id));
}

/** The appointment as the practice's records are told it. */
export function newAppointment(deps: FilingDeps, booking: Booking, patientId: string) {
  const { service, visit, practitioner } = bookedVisit(deps.clinic, booking);
  const notes = [
    `Booked online, ${booking.confirmationNumber}. ${service.name}: ${visit.name}.`,
    ...patientNotes(booking.patient),
  ].join('\n');
  return {
    patientId,
    providerId: practitioner.medirecords.provider,
    appointmentTypeId: visit.medirecords.appointmentType,
    start: booking.start,
    durationMinutes: booking.durationMinutes,
    notes: clip(notes, longestNote),
  };
}

/** Cuts between characters, and ends with a sign that something is missing. */
export function clip(text: string, longest: number): string {
  return text.length <= longest ? text : `${cutText(text, longest - 1)}…`;
}

async function storeAppointment(
  deps: FilingDeps,
  booking: Booking,
  appointment: AppointmentRecord,
  ours: boolean,
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const stored = await tx
      .update(recordFilings)
      .set({
        appointmentId: appointment.id,
        appointmentIsOurs: ours,
        appointmentStart: booking.start,
        appointmentPractitionerId: booking.practitionerId,
      })
      .where(and(eq(recordFilings.subjectId, booking.id), isNull(recordFilings.appointmentId)))
      .returning({ id: recordFilings.appointmentId });
    if (stored.length === 0) return;
    await closeStaffTask(tx, deps, { kind: 'filing_failed', subject: booking.id });
    await closeStaffTask(tx, deps, { kind: 'missing_in_records', subject: booking.id });
    await publishLive(tx, { kind: 'booking', id: booking.id });
    await recordAccess(tx, {
      actor: { kind: 'system' },
      action: 'appointment.filed',
      subject: { kind: 'booking', id: booking.id },
      at: deps.clock.now(),
    });
    const current = await loadBooking(deps, tx, booking.id);
    // The booking was cancelled while it was being filed: the job that removes the appointment found none then.
    if (current?.status === 'cancelled') {
      await deps.jobs.enqueue(tx, removeAppointmentJob, { bookingId: booking.id });
    } else if (current && !isFiledAt(current, booking)) {
      // It has moved while it was being filed.
      await deps.jobs.enqueue(tx, moveAppointmentJob, { bookingId: booking.id });
    }
  });
}

/** Whether a booking has the time and practitioner of another reading of it. */
function isFiledAt(booking: Booking, filed: Booking): boolean {
  return +booking.start === +filed.start && booking.practitionerId === filed.practitionerId;
}
