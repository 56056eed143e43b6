import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { FormDeps } from '../deps.ts';
import { documentOf } from '../document/content/stored-document.ts';
import { submissionPdf } from '../document/pdf/submission-pdf.ts';
import type { Submission } from '../submission.ts';
import type { FilingDeps } from './deps.ts';
import { cannotFileSubmission, fileSubmissionJob } from './file-submission.ts';
import { fileSubmission } from './jobs.ts';
import { createMutex } from './mutex.ts';

/** Says how forms are filed, and what happens when that has failed for a day. */
export function registerFiling(
  given: Omit<FilingDeps, 'draw'> & Partial<Pick<FilingDeps, 'draw'>> & Pick<FormDeps, 'drawPdf'>,
  jobs: Pick<Jobs, 'work' | 'onGivenUp'>,
): void {
  const deps: FilingDeps = { draw: (submission) => drawDocument(given, submission), ...given };
  const mutex = createMutex();
  jobs.work(fileSubmission, (run) => fileSubmissionJob(deps, run, mutex), { concurrency: 3 });
  jobs.onGivenUp(fileSubmission, (run) => cannotFileSubmission(deps, run));
}

async function drawDocument(
  deps: Omit<FilingDeps, 'draw'> & Pick<FormDeps, 'drawPdf'>,
  submission: Submission,
): Promise<Uint8Array | null> {
  const document = await documentOf(deps, deps.store.db, submission);
  return document && (deps.drawPdf ?? submissionPdf)(document);
}
