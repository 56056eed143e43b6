import { eq } from 'drizzle-orm';
import { recordAccess } from '../../platform/audit/record-access.ts';
import type { Clock } from '../../platform/clock.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Transaction } from '../../platform/store/database.ts';
import type { FilingDeps } from './deps.ts';
import { findFiling, updateFiling } from './filing-store.ts';
import { fileBookingJob, fileSubmissionJob } from './jobs.ts';
import { recordFilings } from './tables.ts';

/** Tries to file a booking or a form again, for a day. */
export async function fileLeftToStaff(
  tx: Transaction,
  { jobs }: Pick<FilingDeps, 'jobs'>,
  subject: { kind: 'booking' | 'submission'; id: string },
): Promise<void> {
  await updateFiling(tx, subject.id, { givenUpAt: null });
  if (subject.kind === 'booking') await jobs.enqueue(tx, fileBookingJob, { bookingId: subject.id });
  else await jobs.enqueue(tx, fileSubmissionJob, { submissionId: subject.id });
}

/**
 * A person says which record is the patient's: what is filed from now on goes there. What was filed before stays where it
 * is until the person merges the records.
 */
export async function chooseRecord(
  tx: Transaction,
  deps: { jobs: JobQueue; clock: Clock },
  { subjectId, patientId, by }: { subjectId: string; patientId: string; by: string },
): Promise<void> {
  const filing = await findFiling(tx, subjectId);
  if (!filing) return;
  await tx
    .update(recordFilings)
    .set({ patientId, patientBy: 'staff' })
    .where(eq(recordFilings.subjectId, subjectId));
  const actor = { kind: 'staff', subject: by.replace(/^staff:/, '') } as const;
  const chosen = { actor, action: 'patient.chosen', at: deps.clock.now() };
  await recordAccess(tx, { ...chosen, subject: { kind: 'patient_record', id: patientId } });
  await recordAccess(tx, { ...chosen, subject: { kind: filing.subject, id: subjectId } });
}
