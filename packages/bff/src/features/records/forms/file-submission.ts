import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { JobCannotSucceed, type JobRun } from '../../../platform/jobs/job.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import { RecordsRefusal } from '../../../ports/records/refusal.ts';
import { type Booking, loadBooking } from '../../bookings/index.ts';
import {
  bookingOfSubmission,
  loadSubmission,
  type Submission,
  type SubmissionContent,
} from '../../forms/index.ts';
import type { FilingDeps } from '../deps.ts';
import { openFiling } from '../filing-store.ts';
import { fileSubmissionJob, runLater } from '../jobs.ts';
import { NeedsPerson } from '../needs-person.ts';
import { lockKeys } from '../patients/lock-keys.ts';
import { personInBooking } from '../patients/person-in-booking.ts';
import { RetryLater } from '../retry-later.ts';
import { type ExtractedFacts, extractFacts, noFacts } from './extracted-facts.ts';
import { fileDocument } from './file-document.ts';
import { emptyReport, refusalInWords } from './filing-report.ts';
import { finishFiling, leaveToStaff } from './finish-filing.ts';
import { joined, personInForm } from './form-person.ts';
import { patientOfForm } from './patient-of-form.ts';
import { validContent } from './valid-answers.ts';
import { writeFacts } from './write-facts.ts';

type Run = Pick<JobRun<{ submissionId: string }>, 'payload' | 'signal'>;

interface FormWithBooking {
  submission: Submission;
  booking: Booking | null;
}

/**
 * Files a form in the practice's records: the patient, the facts, the document. It looks before it makes anything, and
 * stores each step that must not be done twice. So it can run again, or be killed at any point, and everything exists
 * once.
 *
 * While the record system is down, the job is tried for a day; then a task tells staff. What it refuses is left to staff, and
 * the rest is filed.
 */
export async function fileSubmission(deps: FilingDeps, run: Run): Promise<void> {
  const found = await withBooking(deps, run.payload.submissionId);
  if (!found) return;
  // A triage that led to no booking names no patient: it is not filed.
  if (found.submission.formId === 'triage' && !found.booking) return;
  try {
    const form = await readForm(found);
    const keys = lockKeys(deps.personKeys, peopleIn(form));
    await deps.locks.hold(keys, run.signal, (signal) => fileUnderLock(deps, form, signal));
  } catch (error) {
    if (error instanceof RetryLater) return runLater(deps, fileSubmissionJob, run.payload, error);
    const reason = reasonToStop(deps.records, error);
    if (reason === null) throw error;
    const candidates = error instanceof NeedsPerson ? error.candidates : [];
    await leaveToStaff(deps, { ...found, reason, candidates });
    throw new JobCannotSucceed('A person has to file this form.', { cause: error });
  }
}

/** After a day of tries: a person files it. */
export async function cannotFileSubmission(deps: FilingDeps, run: Pick<Run, 'payload'>): Promise<void> {
  const found = await withBooking(deps, run.payload.submissionId);
  const reason = `${deps.records.displayName} could not be reached for a day`;
  if (found) await leaveToStaff(deps, { ...found, reason });
}

interface FormToFile extends FormWithBooking {
  /** The content that the patient is read from: without the answers that are not valid, where they can be told apart. */
  readable: SubmissionContent | null;
  extracted: ExtractedFacts;
}

async function readForm({ submission, booking }: FormWithBooking): Promise<FormToFile> {
  const form = await loadForm(submission.formId);
  const valid = validContent(submission);
  return {
    submission,
    booking,
    readable: valid ?? submission.content,
    extracted: valid ? extractFacts(form, valid.answers) : noFacts,
  };
}

/** The form may be about the person who booked, or about another one: all that it may be about are locked. */
function peopleIn({ readable, booking }: FormToFile) {
  const inForm = readable && personInForm(readable);
  const booked = booking && personInBooking(booking.patient);
  return [inForm, booked, inForm && joined(inForm, booked)];
}

async function fileUnderLock(deps: FilingDeps, form: FormToFile, signal: AbortSignal): Promise<void> {
  const { submission, booking, readable, extracted } = form;
  const filing = await openFiling(deps.store.db, 'submission', submission.id);
  if (filing.finishedAt !== null) return;
  const about = { deps, submission: { ...submission, content: readable }, booking, filing, signal };
  const patientId = await patientOfForm(about, extracted.details);
  const report = emptyReport();
  await writeFacts({ deps, filing, patientId, extracted, report, signal });
  const documentId = await fileDocument(deps, { submission, booking, filing, patientId }, signal);
  await finishFiling(deps, { submission, booking, patientId, documentId, report });
}

/** Why no further try can help; `null` when one can. */
function reasonToStop({ displayName }: FilingDeps['records'], error: unknown): string | null {
  if (error instanceof NeedsPerson) return error.message;
  if (error instanceof RecordsRefusal) return refusalInWords(displayName, error);
  if (error instanceof UpstreamError && !error.transient) return `${displayName} refused it`;
  return null;
}

/** A form and the booking that it belongs to: its own, or the one that triage led to; `null` once it is erased. */
async function withBooking(deps: FilingDeps, submissionId: string): Promise<FormWithBooking | null> {
  const { db } = deps.store;
  const submission = await loadSubmission(deps, db, submissionId);
  if (!submission?.content) return null;
  const bookingId = await bookingOfSubmission(db, submission);
  const booking = bookingId === null ? null : await loadBooking(deps, db, bookingId);
  return { submission: { ...submission, bookingId }, booking };
}
