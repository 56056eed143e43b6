import type { StaffForm } from '@botaniqal/shared/contracts/forms.ts';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { Problem } from '../../../platform/problem.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { FormDeps } from '../deps.ts';
import { formInWords } from '../document/content/form-in-words.ts';
import { documentOf } from '../document/content/stored-document.ts';
import { submissionReference } from '../document/content/submission-document.ts';
import { drawSubmission } from '../document/draw-submission.ts';
import { maySeeForm } from '../own-patients.ts';
import { loadSubmission } from '../submission.ts';

/**
 * One submission as staff read it. The read is in the audit trail of its patient.
 * @throws Problem not_found: there is none, or its content is erased
 */
export async function readForm(
  deps: Pick<FormDeps, 'store' | 'sealing' | 'clinic' | 'names' | 'clock'>,
  submissionId: string,
  member: StaffMember,
  requestId: string,
): Promise<StaffForm> {
  return deps.store.db.transaction(async (tx) => {
    const own = await maySeeForm(tx, member, submissionId);
    const submission = own ? await loadSubmission(deps, tx, submissionId) : null;
    const document = submission && (await documentOf(deps, tx, submission));
    if (!submission || !document) throw new Problem('not_found', 'We could not find this form.');
    await recordAccess(tx, {
      at: deps.clock.now(),
      actor: { kind: 'staff', subject: member.id },
      action: 'submission.read',
      subject: { kind: 'submission', id: submissionId },
      requestId,
    });
    return {
      ...formInWords(submission, document),
      formVersion: submission.formVersion,
      incomplete: document.incomplete,
    };
  });
}

/**
 * The same as the PDF that is filed in the record. The download is in the audit trail of its patient.
 * @throws Problem not_found: there is none, or its content is erased
 */
export async function drawForm(
  deps: Pick<FormDeps, 'store' | 'sealing' | 'clinic' | 'names' | 'clock' | 'drawPdf'>,
  submissionId: string,
  member: StaffMember,
  requestId: string,
): Promise<{ filename: string; pdf: Uint8Array }> {
  const { db } = deps.store;
  const own = await maySeeForm(db, member, submissionId);
  const submission = own ? await loadSubmission(deps, db, submissionId) : null;
  const pdf = submission && (await drawSubmission(deps, submission));
  if (!pdf) throw new Problem('not_found', 'We could not find this form.');
  await deps.store.db.transaction((tx) =>
    recordAccess(tx, {
      at: deps.clock.now(),
      actor: { kind: 'staff', subject: member.id },
      action: 'submission.downloaded',
      subject: { kind: 'submission', id: submissionId },
      requestId,
    }),
  );
  return { filename: `${submissionReference(submissionId)}.pdf`, pdf };
}
