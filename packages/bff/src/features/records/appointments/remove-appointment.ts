import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { JobRun } from '../../../platform/jobs/job.ts';
import { bookingTaskFacts, loadBooking } from '../../bookings/index.ts';
import { closeStaffTask, openStaffTask } from '../../staff-tasks/index.ts';
import type { FilingDeps } from '../deps.ts';
import { type Filing, findFiling, updateFiling } from '../filing-store.ts';

type Run = Pick<JobRun<{ bookingId: string }>, 'payload' | 'signal'>;

/**
 * Deletes the appointment of a cancelled booking in the practice's records, when we made it. An appointment that
 * reception made is theirs to change. The patient's record stays.
 */
export async function removeAppointment(deps: FilingDeps, run: Run): Promise<void> {
  const { db } = deps.store;
  const booking = await loadBooking(deps, db, run.payload.bookingId);
  if (booking?.status !== 'cancelled') return;
  const filing = await findFiling(db, booking.id);
  if (!filing || filing.removedAt !== null) return;
  const appointmentId =
    filing.appointmentId ?? (await madeButNotStored(deps, booking.start, filing, run.signal));
  // Not filed: the job that files sees that the booking is cancelled, and files nothing.
  if (appointmentId === null || (filing.appointmentId !== null && !filing.appointmentIsOurs)) return;
  await deps.records.deleteAppointment(appointmentId, run.signal);
  await db.transaction(async (tx) => {
    const now = deps.clock.now();
    await updateFiling(tx, booking.id, { removedAt: now });
    const subject = { kind: 'booking', id: booking.id } as const;
    await recordAccess(tx, { actor: { kind: 'system' }, action: 'appointment.removed', subject, at: now });
    await closeStaffTask(tx, deps, { kind: 'record_not_removed', subject: booking.id });
  });
}

/** It was asked for and the answer was lost: it may be there. */
async function madeButNotStored(
  deps: FilingDeps,
  start: Date,
  filing: Filing,
  signal: AbortSignal,
): Promise<string | null> {
  if (filing.appointmentAskedAt === null || filing.patientId === null) return null;
  const asked = filing.appointmentStart ?? start;
  const [found] = await deps.records.findAppointments({ patientId: filing.patientId, start: asked }, signal);
  return found?.id ?? null;
}

/** After a day of tries: a person deletes it. */
export async function cannotRemoveAppointment(deps: FilingDeps, run: Pick<Run, 'payload'>): Promise<void> {
  const booking = await loadBooking(deps, deps.store.db, run.payload.bookingId);
  if (!booking) return;
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, {
      kind: 'record_not_removed',
      subject: booking.id,
      facts: bookingTaskFacts(booking),
    }),
  );
}
