import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { isEmail } from '@botaniqal/shared/validation/contact.ts';
import { z } from 'zod';
import { recordAccess } from '../../../../platform/audit/record-access.ts';
import { defineJob, type JobRun } from '../../../../platform/jobs/job.ts';
import type { Transaction } from '../../../../platform/store/database.ts';
import { isQueued, mailPlaces, queueMail, type RecordState, whenLine } from '../../../messages/index.ts';
import { openStaffTask } from '../../../staff-tasks/index.ts';
import type { FormDeps } from '../../deps.ts';
import { loadSubmission, type Submission } from '../../submission.ts';
import { copyAddress, documentOf, patientOf } from '../content/stored-document.ts';
import { submissionReference } from '../content/submission-document.ts';
import { drawHere } from '../pdf/draw-here.ts';
import { newCopyLink } from './copy-links.ts';
import { enquiriesMail } from './enquiries-mail.ts';
import { copyLinkMail, nameToWrite, patientCopyMail } from './patient-copy-mail.ts';

export type FormCopyDeps = Pick<
  FormDeps,
  | 'store'
  | 'jobs'
  | 'sealing'
  | 'clock'
  | 'clinic'
  | 'names'
  | 'drawPdf'
  | 'enquiriesEmail'
  | 'messageIdDomain'
>;

/** Queues the email to the patient. It is a job, because drawing a copy takes longer than a request may. */
export const mailFormCopy = defineJob({
  name: 'mail-form-copy',
  payload: z.object({ submissionId: z.uuid() }),
});

/** All emails about one form have this key. */
const about = (submissionId: string) => `form-${submissionId}`;

/**
 * Queues the email that tells a patient that their form has arrived. It has a link to the answers, or the answers
 * themselves when the patient chose that on the form.
 *
 * After a red flag nothing is sent: another person may read the mailbox, and may be the danger. A form that was filled in
 * elsewhere is acknowledged there. Without an address nothing is sent either.
 */
export async function queuePatientCopy(
  tx: Transaction,
  deps: Pick<FormCopyDeps, 'jobs'>,
  submission: Submission,
): Promise<void> {
  if (submission.stopped || submission.source !== 'page' || !submission.content) return;
  await deps.jobs.enqueue(tx, mailFormCopy, { submissionId: submission.id });
}

/**
 * Tells enquiries that a form has arrived, whose it is and where it is filed. Call it in the transaction that records
 * the filing, or with `being_filed` when filing takes long. Each submission has one such email: a second call does
 * nothing.
 */
export async function queueEnquiriesMail(
  tx: Transaction,
  deps: Omit<FormCopyDeps, 'store'>,
  submission: Submission,
  record: RecordState,
): Promise<void> {
  const { title } = await loadForm(submission.formId);
  const form = { ...namesOf(deps, submission), title, source: submission.source };
  const content = enquiriesMail(deps, form, await patientOf(deps, tx, submission), record);
  const mail = { about: about(submission.id), kind: 'enquiries', to: deps.enquiriesEmail, content };
  await queueMail(tx, { ...deps, now: deps.clock.now() }, mail);
}

/** After a day of tries: staff know that the patient has no copy. */
export async function askStaffToSendCopy(deps: FormCopyDeps, submissionId: string): Promise<void> {
  await deps.store.db.transaction((tx) =>
    openStaffTask(tx, deps, {
      kind: 'mail_not_sent',
      subject: `${about(submissionId)}:copy`,
      facts: { reason: `The patient's copy of ${submissionReference(submissionId)} could not be made.` },
    }),
  );
}

/**
 * The job: queues the email to the patient, with its link or its PDF, in one transaction. The address comes from the form,
 * so a stranger may have typed it: past the limit of its receiver no email is sent. The form itself is stored all the same.
 */
export async function mailCopy(
  deps: FormCopyDeps & Pick<FormDeps, 'limits' | 'publicUrl'>,
  { payload }: Pick<JobRun<{ submissionId: string }>, 'payload'>,
): Promise<void> {
  const { db } = deps.store;
  const submission = await loadSubmission(deps, db, payload.submissionId);
  const to = submission && (await copyAddress(deps, db, submission));
  if (!to || !isEmail(to)) return;
  const document = await documentOf(deps, db, submission);
  if (!document) return;
  const wantsAnswers = submission.content?.emailCopy === true;
  const pdf = wantsAnswers ? await (deps.drawPdf ?? drawHere)(document, 'patient') : null;
  const patient = await patientOf(deps, db, submission);
  const toName = nameToWrite(patient);
  const form = { ...namesOf(deps, submission), title: document.form.title };
  await db.transaction(async (tx) => {
    const now = deps.clock.now();
    if (!(await deps.limits.tryToTake(tx, `${submission.id}:copy`, mailPlaces(deps, { to })))) return;
    if (await isQueued(tx, about(submission.id), 'copy')) return;
    await recordAccess(tx, {
      at: now,
      actor: { kind: 'system' },
      action: pdf ? 'submission.copied_to_patient' : 'submission.link_sent',
      subject: { kind: 'submission', id: submission.id },
    });
    await queueMail(
      tx,
      { ...deps, now },
      {
        about: about(submission.id),
        kind: 'copy',
        to,
        ...(toName === null ? {} : { toName }),
        replyTo: deps.enquiriesEmail,
        ...(pdf
          ? { content: patientCopyMail(deps, form, patient), attachments: [attachment(form.reference, pdf)] }
          : { content: copyLinkMail(deps, form, patient, await newCopyLink(tx, deps, submission.id)) }),
      },
    );
  });
}

function attachment(reference: string, pdf: Uint8Array) {
  return {
    filename: `${reference}.pdf`,
    contentType: 'application/pdf',
    content: Buffer.from(pdf).toString('base64'),
    encoding: 'base64' as const,
  };
}

function namesOf({ clinic }: Pick<FormCopyDeps, 'clinic'>, { id, receivedAt }: Submission) {
  return { reference: submissionReference(id), received: whenLine(receivedAt, clinic.clinic.timeZone) };
}
