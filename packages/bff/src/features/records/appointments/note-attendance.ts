import { recordAccess } from '../../../platform/audit/record-access.ts';
import type { JobRun } from '../../../platform/jobs/job.ts';
import { bookingTaskFacts, loadBooking } from '../../bookings/index.ts';
import { closeStaffTask, openStaffTask } from '../../staff-tasks/index.ts';
import type { FilingDeps } from '../deps.ts';
import { findFiling } from '../filing-store.ts';

type Run = Pick<JobRun<{ bookingId: string }>, 'payload' | 'signal'>;

/** Notes a no-show in the practice's records, where they take it from us. Otherwise staff get a task. */
export async function noteAttendance(deps: FilingDeps, run: Run): Promise<void> {
  const { db } = deps.store;
  const booking = await loadBooking(deps, db, run.payload.bookingId);
  if (booking && booking.noShowAt === null) {
    const task = { kind: 'no_show_to_record', subject: booking.id } as const;
    await db.transaction((tx) => closeStaffTask(tx, deps, task));
  }
  const filing = booking && (await findFiling(db, booking.id));
  if (!booking || !filing?.appointmentId) return booking?.noShowAt ? askStaff(deps, run) : undefined;
  const attendance = booking.noShowAt === null ? 'unknown' : 'no_show';
  const noted = await deps.records.noteAttendance(filing.appointmentId, attendance, run.signal);
  // A note that was taken back before staff have typed it in needs no one: their task says what to look at.
  if (!noted) return booking.noShowAt ? askStaff(deps, run) : undefined;
  await db.transaction((tx) =>
    recordAccess(tx, {
      actor: { kind: 'system' },
      action: 'appointment.attendance_noted',
      subject: { kind: 'booking', id: booking.id },
      at: deps.clock.now(),
    }),
  );
}

/** Also after a day of tries: a person notes it. */
export async function askStaff(deps: FilingDeps, run: Pick<Run, 'payload'>): Promise<void> {
  const booking = await loadBooking(deps, deps.store.db, run.payload.bookingId);
  if (!booking?.noShowAt) return;
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, {
      kind: 'no_show_to_record',
      subject: booking.id,
      facts: bookingTaskFacts(booking),
    }),
  );
}
