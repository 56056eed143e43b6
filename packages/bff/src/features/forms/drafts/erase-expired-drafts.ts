import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/job.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { FormDeps } from '../deps.ts';
import { eraseExpiredDrafts } from './drafts.ts';

/** Looks, every hour, for drafts whose time is over. Until it comes they are closed already: see `openDraft`. */
const eraseDraftsJob = defineJob({ name: 'erase-expired-drafts', payload: z.object({}) });

const everySeconds = 3600;

/** One server at a time: each round adds the next one. */
export async function scheduleDraftErasure(
  deps: Pick<FormDeps, 'store' | 'jobs'>,
  startAfterSeconds = everySeconds,
): Promise<void> {
  await deps.store.db.transaction((tx) =>
    deps.jobs.enqueue(tx, eraseDraftsJob, {}, { singletonKey: 'round', startAfterSeconds }),
  );
}

/** Says what the jobs of forms do; filing has its own. */
export function registerForms(deps: FormDeps, jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void {
  jobs.work(eraseDraftsJob, async ({ log }) => {
    const count = await eraseExpiredDrafts(deps);
    if (count > 0) log.info('Drafts whose time was over are forgotten', { count });
    await scheduleDraftErasure(deps);
  });
  jobs.onGivenUp(eraseDraftsJob, () => scheduleDraftErasure(deps));
}
