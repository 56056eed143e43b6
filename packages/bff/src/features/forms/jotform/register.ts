import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { JotformDeps } from './deps.ts';
import { takeJotform } from './jobs.ts';
import { giveUp, takeNotice } from './take-jotform.ts';

/** Says what the job of this folder does. */
export function registerJotform(deps: JotformDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  jobs.work(takeJotform, takeNotice(deps));
  jobs.onGivenUp(takeJotform, ({ payload }) => giveUp(deps, payload.noticeId));
}
