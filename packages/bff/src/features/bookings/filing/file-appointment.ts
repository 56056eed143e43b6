import { and, eq, isNull } from 'drizzle-orm';
import { JobCannotSucceed } from '../../../platform/jobs/job.ts';
import { AppointmentConflict, type AppointmentRecord } from '../../../ports/records.ts';
import { bookedVisit } from '../../catalogue/index.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import type { Booking } from '../booking.ts';
import { audit, loadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { unfileConsultation } from '../jobs.ts';
import { taskFactsOf } from '../placing/fail.ts';
import { bookingFilings } from '../tables.ts';

/** The longest note that an appointment takes. */
const longestNote = 500;

/** The appointment in the practice's records: one that is there already, or a new one. */
export async function fileAppointment(
  deps: BookingDeps,
  booking: Booking,
  filing: { appointmentAskedAt: Date | null },
  patientId: string,
  signal: AbortSignal,
): Promise<void> {
  const query = { patientId, start: booking.start };
  const [there] = await deps.records.findAppointments(query, signal);
  if (there) return keepAppointment(deps, booking, there, filing.appointmentAskedAt !== null);
  await deps.store.db
    .update(bookingFilings)
    .set({ appointmentAskedAt: deps.clock.now() })
    .where(eq(bookingFilings.bookingId, booking.id));
  try {
    const made = await deps.records.createAppointment(newAppointment(deps, booking, patientId), signal);
    return await keepAppointment(deps, booking, made, true);
  } catch (error) {
    if (!(error instanceof AppointmentConflict)) throw error;
    // Perhaps with the very one that an earlier try of ours made.
    const [now] = await deps.records.findAppointments(query, signal);
    if (now) return keepAppointment(deps, booking, now, true);
    throw await conflict(deps, booking, error);
  }
}

function newAppointment(deps: BookingDeps, booking: Booking, patientId: string) {
  const { service, visit, practitioner } = bookedVisit(deps.clinic, booking);
  const concern = booking.patient.primaryConcern;
  const notes = [
    `Booked online, ${booking.confirmationNumber}. ${service.name}: ${visit.name}.`,
    ...(concern === null ? [] : [`In the patient's words: ${concern}`]),
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

/** Cut between characters, with a sign that something is missing. */
export function clip(text: string, longest: number): string {
  if (text.length <= longest) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > longest - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

async function keepAppointment(
  deps: BookingDeps,
  booking: Booking,
  appointment: AppointmentRecord,
  ours: boolean,
): Promise<void> {
  await deps.store.db.transaction(async (tx) => {
    const kept = await tx
      .update(bookingFilings)
      .set({ appointmentId: appointment.id, appointmentIsOurs: ours })
      .where(and(eq(bookingFilings.bookingId, booking.id), isNull(bookingFilings.appointmentId)))
      .returning({ id: bookingFilings.appointmentId });
    if (kept.length === 0) return;
    await audit(tx, booking.id, 'appointment.filed', { actor: 'system', now: deps.clock.now() });
    const current = await loadBooking(deps, tx, booking.id);
    // Cancelled while it was being filed: the job that removes it found nothing then.
    if (current?.status === 'cancelled') {
      await deps.jobs.enqueue(tx, unfileConsultation, { bookingId: booking.id });
    }
  });
}

async function conflict(deps: BookingDeps, booking: Booking, cause: unknown): Promise<JobCannotSucceed> {
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, {
      kind: 'filing_failed',
      subject: booking.id,
      facts: taskFactsOf(booking, 'MediRecords has another appointment of this patient or practitioner then'),
    }),
  );
  return new JobCannotSucceed('The records have another appointment at this time.', { cause });
}
