import type { FormDeps } from '../deps.ts';
import type { Submission } from '../submission.ts';
import { documentOf } from './content/stored-document.ts';
import { drawHere } from './pdf/draw-here.ts';

/** A form as the PDF that is filed in the patient's record; `null` once its content is erased. */
export async function drawSubmission(
  deps: Pick<FormDeps, 'store' | 'sealing' | 'clinic' | 'names' | 'drawPdf'>,
  submission: Submission,
): Promise<Uint8Array | null> {
  const document = await documentOf(deps, deps.store.db, submission);
  return document && (deps.drawPdf ?? drawHere)(document);
}
