import { type Feature, worksOn } from '../../../platform/feature.ts';
import type { FormDeps } from '../deps.ts';
import { documentOf } from '../document/content/stored-document.ts';
import { submissionPdf } from '../document/pdf/submission-pdf.ts';
import type { Submission } from '../submission.ts';
import type { FilingDeps } from './deps.ts';
import { cannotFileSubmission, fileSubmissionJob, queueFiling } from './file-submission.ts';
import { fileSubmission } from './jobs.ts';
import { createMutex } from './mutex.ts';

/** Files forms in the practice's records. */
export function formFilingFeature(
  given: Omit<FilingDeps, 'draw'> & Partial<Pick<FilingDeps, 'draw'>> & Pick<FormDeps, 'drawPdf'>,
): Feature {
  const deps: FilingDeps = { draw: (submission) => drawDocument(given, submission), ...given };
  const turn = createMutex();
  const queue = (submissionId: string) =>
    deps.store.db.transaction((tx) => queueFiling(tx, deps, submissionId));
  return {
    name: 'form-filing',
    jobs: [
      worksOn(fileSubmission, (run) => fileSubmissionJob(deps, run, turn), {
        concurrency: 3,
        onGivenUp: (run) => cannotFileSubmission(deps, run),
      }),
    ],
    on: {
      'form.submitted': ({ ids }) => queue(ids.submissionId),
      // Until its patient books, an anonymous triage belongs to no record.
      'triage.booked': ({ ids }) => queue(ids.submissionId),
    },
  };
}

async function drawDocument(
  deps: Omit<FilingDeps, 'draw'> & Pick<FormDeps, 'drawPdf'>,
  submission: Submission,
): Promise<Uint8Array | null> {
  const document = await documentOf(deps, deps.store.db, submission);
  return document && (deps.drawPdf ?? submissionPdf)(document);
}
