import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { DataProtectionDeps } from './deps.ts';
import { keyRound, runKeyRound, scheduleKeyRound } from './keys/re-encrypt-all.ts';
import { retentionRound, runRetentionRound, scheduleRetentionRound } from './retention/run-retention.ts';

/** Says what the daily jobs do, and that each adds the next one, whatever became of it. */
export function registerDataProtection(
  deps: DataProtectionDeps,
  jobs: Pick<Jobs, 'work' | 'onGivenUp'>,
): void {
  jobs.work(
    keyRound,
    async (run) => {
      await runKeyRound(deps, run);
      await scheduleKeyRound(deps);
    },
    { concurrency: 1 },
  );
  jobs.onGivenUp(keyRound, () => scheduleKeyRound(deps));
  jobs.work(
    retentionRound,
    async (run) => {
      await runRetentionRound(deps, run);
      await scheduleRetentionRound(deps);
    },
    { concurrency: 1 },
  );
  jobs.onGivenUp(retentionRound, () => scheduleRetentionRound(deps));
}

/** @param resealNow values stand under an old key */
export async function startDataProtection(
  deps: Pick<DataProtectionDeps, 'store' | 'jobs'>,
  { resealNow }: { resealNow: boolean },
): Promise<void> {
  if (resealNow) await scheduleKeyRound(deps, { now: true });
  await scheduleKeyRound(deps);
  await scheduleRetentionRound(deps, 600);
}
