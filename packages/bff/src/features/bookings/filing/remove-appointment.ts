import { eq } from 'drizzle-orm';
import type { JobRun } from '../../../platform/jobs/job.ts';
import { openStaffTask } from '../../staff-tasks/index.ts';
import { audit, mustLoadBooking } from '../booking-store.ts';
import type { BookingDeps } from '../deps.ts';
import { taskFactsOf } from '../placing/fail.ts';
import { bookingFilings } from '../tables.ts';

type Run = Pick<JobRun<{ bookingId: string }>, 'payload' | 'signal'>;

/**
 * Takes a cancelled booking's appointment out of the practice's records: only one that we made. What reception made
 * by hand is theirs to change. The patient's record stays.
 */
export async function unfile(deps: BookingDeps, run: Run): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, run.payload.bookingId);
  if (booking.status !== 'cancelled') return;
  const [filing] = await deps.store.db
    .select()
    .from(bookingFilings)
    .where(eq(bookingFilings.bookingId, booking.id));
  if (!filing || filing.removedAt !== null) return;
  const appointmentId =
    filing.appointmentId ?? (await madeButNotKept(deps, booking.start, filing, run.signal));
  // Not filed: the job that files sees that the booking is cancelled, and files nothing.
  if (appointmentId === null || (filing.appointmentId !== null && !filing.appointmentIsOurs)) return;
  await deps.records.deleteAppointment(appointmentId, run.signal);
  await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await tx.update(bookingFilings).set({ removedAt: now }).where(eq(bookingFilings.bookingId, booking.id));
    await audit(tx, booking.id, 'appointment.removed', { actor: 'system', now });
  });
}

/** Asked for, and its answer lost: it may be there. */
async function madeButNotKept(
  deps: BookingDeps,
  start: Date,
  filing: typeof bookingFilings.$inferSelect,
  signal: AbortSignal,
): Promise<string | null> {
  if (filing.appointmentAskedAt === null || filing.patientId === null) return null;
  const [found] = await deps.records.findAppointments({ patientId: filing.patientId, start }, signal);
  return found?.id ?? null;
}

/** After a day of tries: a person deletes it. */
export async function cannotUnfile(deps: BookingDeps, run: Pick<Run, 'payload'>): Promise<void> {
  const booking = await mustLoadBooking(deps, deps.store.db, run.payload.bookingId);
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, {
      kind: 'record_not_removed',
      subject: booking.id,
      facts: taskFactsOf(booking),
    }),
  );
}
