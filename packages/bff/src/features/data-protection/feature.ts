import { type Feature, worksOn } from '../../platform/feature.ts';
import type { DataProtectionDeps } from './deps.ts';
import { reEncryptNow, runKeyRound } from './keys/re-encrypt-all.ts';
import { refuseUnknownKeys } from './keys/refuse-unknown-keys.ts';
import { runRetentionRound } from './retention/run-retention.ts';
import { ownSealedColumns } from './sealed-columns.ts';

const daySeconds = 24 * 3600;

/** Looks after keys and retention of everything that the other features keep. */
export function dataProtectionFeature(deps: DataProtectionDeps): Feature {
  return {
    name: 'data-protection',
    sealedColumns: ownSealedColumns,
    jobs: [
      worksOn(reEncryptNow, (run) => runKeyRound(deps, run), {
        concurrency: 1,
        onGivenUp: async ({ log }) => log.error('Values stand under an old key: the daily round tries again'),
      }),
    ],
    schedules: [
      {
        name: 'key-round',
        everySeconds: daySeconds,
        expireSeconds: 3600,
        run: (run) => runKeyRound(deps, run),
      },
      {
        name: 'retention-round',
        everySeconds: daySeconds,
        firstAfterSeconds: 600,
        expireSeconds: 3600,
        run: (run) => runRetentionRound(deps, run),
      },
    ],
    async start() {
      const underOldKey = await refuseUnknownKeys(deps.store.db, deps.sealing, deps.sealedColumns);
      if (!underOldKey) return;
      await deps.store.db.transaction((tx) =>
        deps.jobs.enqueue(tx, reEncryptNow, {}, { singletonKey: 'now' }),
      );
    },
  };
}
