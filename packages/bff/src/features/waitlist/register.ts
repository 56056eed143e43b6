import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { WaitlistDeps } from './deps.ts';
import { lookAfterWaitlists, scheduleRound, waitlistRound } from './rounds.ts';

/** Says what the jobs of waitlists do. */
export function registerWaitlist(deps: WaitlistDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  jobs.work(waitlistRound, async () => {
    await lookAfterWaitlists(deps);
    await scheduleRound(deps);
  });
  jobs.onGivenUp(waitlistRound, () => scheduleRound(deps));
}
