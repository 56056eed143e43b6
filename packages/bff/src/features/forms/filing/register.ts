import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { FilingDeps } from './deps.ts';
import { cannotFileSubmission, fileSubmissionJob } from './file-submission.ts';
import { inTurn } from './in-turn.ts';
import { fileSubmission } from './jobs.ts';

/** Says how forms are filed, and what happens when that has failed for a day. */
export function registerFiling(deps: FilingDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  const turn = inTurn();
  jobs.work(fileSubmission, (run) => fileSubmissionJob(deps, run, turn), { concurrency: 3 });
  jobs.onGivenUp(fileSubmission, (run) => cannotFileSubmission(deps, run));
}
