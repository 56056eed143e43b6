import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import type { FilingDeps } from '../deps.ts';
import { fileBookingJob, moveAppointmentJob, removeAppointmentJob } from '../jobs.ts';
import { recordFilings } from '../tables.ts';

/** What the practice's records hold of a booking, as far as we know. */
export interface FiledAppointment {
  bookingId: string;
  /** `null`: it is not filed. */
  appointmentId: string | null;
  /** Its time and practitioner as they were filed last. */
  start: Date | null;
  practitionerId: string | null;
  /** False: reception had made it, and it is theirs to change. */
  isOurs: boolean;
  /** It was deleted after a cancellation. */
  removed: boolean;
}

export async function filedAppointments(
  db: Queryable,
  which: { bookingIds: readonly string[] } | { appointmentIds: readonly string[] },
): Promise<FiledAppointment[]> {
  const ids = 'bookingIds' in which ? which.bookingIds : which.appointmentIds;
  if (ids.length === 0) return [];
  const column = 'bookingIds' in which ? recordFilings.subjectId : recordFilings.appointmentId;
  return db
    .select({
      bookingId: recordFilings.subjectId,
      appointmentId: recordFilings.appointmentId,
      start: recordFilings.appointmentStart,
      practitionerId: recordFilings.appointmentPractitionerId,
      isOurs: recordFilings.appointmentIsOurs,
      removedAt: recordFilings.removedAt,
    })
    .from(recordFilings)
    .where(and(eq(recordFilings.subject, 'booking'), inArray(column, [...ids])))
    .then((rows) => rows.map(({ removedAt, ...row }) => ({ ...row, removed: removedAt !== null })));
}

type Queue = Pick<FilingDeps, 'jobs'>;

/**
 * Files a booking once more. The job looks for an appointment of the patient at that time before it makes one.
 * @param missingId the appointment that was filed and is not there any more; `null`: it never was
 */
export async function fileAgain(
  tx: Transaction,
  { jobs }: Queue,
  bookingId: string,
  missingId: string | null,
): Promise<void> {
  if (missingId !== null) {
    await tx
      .update(recordFilings)
      .set({ appointmentId: null, appointmentAskedAt: null, appointmentIsOurs: false })
      .where(and(eq(recordFilings.subjectId, bookingId), eq(recordFilings.appointmentId, missingId)));
  }
  await jobs.enqueue(tx, fileBookingJob, { bookingId }, { singletonKey: bookingId });
}

/** Gives the filed appointment the booking's time once more. */
export async function moveFiledAgain(tx: Transaction, { jobs }: Queue, bookingId: string): Promise<void> {
  await jobs.enqueue(tx, moveAppointmentJob, { bookingId }, { singletonKey: bookingId });
}

/**
 * Gives the filed appointment the booking's time and practitioner, whatever was filed last: it was changed in the
 * practice's records.
 */
export async function correctFiled(tx: Transaction, queue: Queue, bookingId: string): Promise<void> {
  await tx
    .update(recordFilings)
    .set({ appointmentStart: null })
    .where(eq(recordFilings.subjectId, bookingId));
  await moveFiledAgain(tx, queue, bookingId);
}

/** Files a booking again whose appointment was deleted in the practice's records. */
export async function fileDeletedAgain(tx: Transaction, queue: Queue, bookingId: string): Promise<void> {
  const [filed] = await filedAppointments(tx, { bookingIds: [bookingId] });
  await fileAgain(tx, queue, bookingId, filed?.appointmentId ?? null);
}

/** Deletes the filed appointment of a cancelled booking once more. */
export async function removeFiledAgain(tx: Transaction, { jobs }: Queue, bookingId: string): Promise<void> {
  await jobs.enqueue(tx, removeAppointmentJob, { bookingId }, { singletonKey: bookingId });
}
