import type { FormCopy } from '@botaniqal/shared/contracts/forms.ts';
import { recordAccess } from '../../../../platform/audit/record-access.ts';
import { Problem } from '../../../../platform/problem.ts';
import type { FormDeps } from '../../deps.ts';
import { formInWords } from '../content/form-in-words.ts';
import { documentOf } from '../content/stored-document.ts';
import type { SubmissionDocument } from '../content/submission-document.ts';
import { drawHere } from '../pdf/draw-here.ts';
import { openCopyLink } from './copy-links.ts';

type ReadDeps = Pick<FormDeps, 'store' | 'sealing' | 'clinic' | 'names' | 'clock' | 'drawPdf'>;

/** The link of an email, and the request that used it. */
export interface CopyRequest {
  submissionId: string;
  token: string | undefined;
  requestId: string | undefined;
}

/** A form as its patient sent it. The read is in the audit trail. @throws Problem unauthorized */
export async function readCopy(deps: ReadDeps, request: CopyRequest): Promise<FormCopy> {
  const { submission, document } = await open(deps, request, 'submission.read');
  return formInWords(submission, document);
}

/** The same as a PDF. @throws Problem unauthorized */
export async function drawCopy(
  deps: ReadDeps,
  request: CopyRequest,
): Promise<{ filename: string; pdf: Uint8Array }> {
  const { document } = await open(deps, request, 'submission.downloaded');
  return {
    filename: `${document.reference}.pdf`,
    pdf: await (deps.drawPdf ?? drawHere)(document, 'patient'),
  };
}

async function open(deps: ReadDeps, { submissionId, token, requestId }: CopyRequest, action: string) {
  const submission = await openCopyLink(deps, submissionId, token);
  return deps.store.db.transaction(async (tx) => {
    const document: SubmissionDocument | null = await documentOf(deps, tx, submission);
    // Its content was erased a moment ago, and its links with it.
    if (!document) throw new Problem('unauthorized', 'This form is not kept any more.');
    await recordAccess(tx, {
      at: deps.clock.now(),
      actor: { kind: 'patient' },
      action,
      subject: { kind: 'submission', id: submission.id },
      requestId,
    });
    return { submission, document };
  });
}
