import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { eq } from 'drizzle-orm';
import { JobCannotSucceed, type JobRun } from '../../../platform/jobs/job.ts';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { RecordsRefusal } from '../../../ports/records.ts';
import { type Booking, loadBooking } from '../../bookings/index.ts';
import { loadSubmission, type Submission } from '../submission.ts';
import { triageSessions } from '../tables.ts';
import { type Filing, RetryLater } from './at-most-once.ts';
import type { FilingDeps } from './deps.ts';
import { extractFacts, noFacts } from './extracted-facts.ts';
import { fileDocument } from './file-document.ts';
import { filePatient } from './file-patient.ts';
import { emptyReport, refusalInWords } from './filing-report.ts';
import { finishFiling, leaveToStaff } from './finish-filing.ts';
import { fileSubmission } from './jobs.ts';
import type { createMutex } from './mutex.ts';
import { NeedsPerson } from './needs-person.ts';
import { submissionFilings } from './tables.ts';
import { validContent } from './valid-answers.ts';
import { writeFacts } from './write-facts.ts';

type Run = Pick<JobRun<{ submissionId: string }>, 'payload' | 'signal'>;

/**
 * Queues the filing of a form, in the transaction that stores it; and again when a booking tells whose an anonymous
 * triage is.
 */
export async function queueFiling(
  tx: Transaction,
  deps: Pick<FilingDeps, 'jobs'>,
  submissionId: string,
): Promise<void> {
  await deps.jobs.enqueue(tx, fileSubmission, { submissionId });
}

/**
 * Files a form in the practice's records: the patient, the facts, the document. It looks before it makes anything, and
 * stores each step that must not be done twice: running again, or being killed anywhere, changes nothing.
 *
 * Down: the job is tried for a day, then a task tells staff. What is refused is for staff, and the rest is filed.
 */
export async function fileSubmissionJob(
  deps: FilingDeps,
  run: Run,
  mutex: ReturnType<typeof createMutex>,
): Promise<void> {
  const found = await withBooking(deps, run.payload.submissionId);
  if (!found) return;
  const { submission, booking } = found;
  // Triage of somebody whom nobody knows is not filed.
  if (submission.formId === 'triage' && !booking) return;
  const filing = await filingOf(deps, submission.id);
  if (filing.finishedAt !== null) return;
  try {
    await file(deps, { submission, booking, filing }, run.signal, mutex);
  } catch (error) {
    if (error instanceof RetryLater) return later(deps, submission.id, error.seconds);
    const reason = whyNever(error);
    if (reason === null) throw error;
    await leaveToStaff(deps, { submission, booking, reason });
    throw new JobCannotSucceed('A person has to file this form.', { cause: error });
  }
}

async function file(
  deps: FilingDeps,
  it: { submission: Submission; booking: Booking | null; filing: Filing },
  signal: AbortSignal,
  mutex: ReturnType<typeof createMutex>,
): Promise<void> {
  const { submission, filing } = it;
  const form = await loadForm(submission.formId);
  const valid = validContent(submission);
  const extracted = valid ? extractFacts(form, valid.answers) : noFacts;
  const report = emptyReport();
  const whose = { ...it, submission: { ...submission, content: valid ?? submission.content } };
  const patientId = await mutex(() => filePatient({ deps, ...whose, signal }, extracted.details));
  await writeFacts({ deps, filing, patientId, extracted, report, signal });
  const documentId = await fileDocument(deps, { ...it, patientId }, signal);
  await finishFiling(deps, { ...it, patientId, documentId, report });
}

/** After a day of tries: a person files it. */
export async function cannotFileSubmission(deps: FilingDeps, run: Pick<Run, 'payload'>): Promise<void> {
  const found = await withBooking(deps, run.payload.submissionId);
  const reason = 'MediRecords could not be reached for a day';
  if (found) await leaveToStaff(deps, { ...found, reason });
}

/** Why no further try can help; `null` when one can. */
function whyNever(error: unknown): string | null {
  if (error instanceof NeedsPerson) return error.message;
  if (error instanceof RecordsRefusal) return refusalInWords(error);
  if (error instanceof UpstreamError && !error.transient) return 'MediRecords refused it';
  return null;
}

/** Tries again, without counting it as a failure. */
async function later(deps: FilingDeps, submissionId: string, seconds: number): Promise<void> {
  await deps.store.db.transaction((tx) =>
    deps.jobs.enqueue(
      tx,
      fileSubmission,
      { submissionId },
      { startAfterSeconds: seconds, singletonKey: submissionId },
    ),
  );
}

/** A form and the booking that it belongs to: its own, or the one that triage led to; `null` once it is erased. */
async function withBooking(
  deps: FilingDeps,
  submissionId: string,
): Promise<{ submission: Submission; booking: Booking | null } | null> {
  const { db } = deps.store;
  const submission = await loadSubmission(deps, db, submissionId);
  if (!submission?.content) return null;
  const bookingId = submission.bookingId ?? (await bookingOfTriage(db, submission));
  const booking = bookingId === null ? null : await loadBooking(deps, db, bookingId);
  return { submission: { ...submission, bookingId }, booking };
}

async function bookingOfTriage(db: Queryable, { id, formId }: Submission): Promise<string | null> {
  if (formId !== 'triage') return null;
  const [session] = await db
    .select({ bookingId: triageSessions.bookingId })
    .from(triageSessions)
    .where(eq(triageSessions.id, id));
  return session?.bookingId ?? null;
}

async function filingOf(deps: FilingDeps, submissionId: string): Promise<Filing> {
  const { db } = deps.store;
  await db.insert(submissionFilings).values({ submissionId, asked: {} }).onConflictDoNothing();
  const [filing] = await db
    .select()
    .from(submissionFilings)
    .where(eq(submissionFilings.submissionId, submissionId));
  if (!filing) throw new Error('A filing was not stored.');
  return filing;
}
