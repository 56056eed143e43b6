import { z } from 'zod';
import { defineJob, type JobRun } from '../../../platform/jobs/job.ts';
import type { DataProtectionDeps } from '../deps.ts';
import { sealedColumns } from '../sealed-columns.ts';
import { keyReport } from './key-status.ts';
import { resealValues } from './re-encrypt-values.ts';

const daySeconds = 24 * 3600;

/** Seals anew what stands under an old key, and says which keys are of no use any more. */
export const keyRound = defineJob({ name: 'key-round', payload: z.object({}), expireSeconds: 3600 });

/** It can be stopped anywhere: what is not sealed anew yet is found by the next run. */
export async function runKeyRound(
  deps: DataProtectionDeps,
  { signal, log }: Pick<JobRun<object>, 'signal' | 'log'>,
): Promise<void> {
  const { sealing, clock, store, gauges } = deps;
  const done = await resealValues({ db: store.db, sealing, clock, columns: sealedColumns }, 'system', signal);
  if (done.resealed > 0) {
    log.info('Values were sealed anew under the key that writes', {
      count: done.resealed,
      keyId: sealing.currentKeyId,
    });
  }
  if (done.unreadable.length > 0) {
    log.error('Sealed values do not open with the key that they name: is it the right one?', {
      count: done.unreadable.length,
      keyId: done.unreadable[0]?.keyId ?? null,
    });
  }
  const report = await keyReport(store.db, sealing, sealedColumns);
  gauges.sealedValues.reset();
  for (const { keyId, values } of report.keys) gauges.sealedValues.set({ key_id: keyId }, values);
  for (const column of report.undeclared) {
    log.error('A column holds sealed values and is not declared: no key may be removed', { reason: column });
  }
  for (const keyId of report.removable) {
    log.info('Nothing is sealed under this key any more: DATA_ENCRYPTION_KEYS can do without it', { keyId });
  }
}

/**
 * Once a day, by one server at a time: each round adds the next one.
 * @param now right away, beside the one that waits for its day
 */
export async function scheduleKeyRound(
  { store, jobs }: Pick<DataProtectionDeps, 'store' | 'jobs'>,
  { now }: { now: boolean } = { now: false },
): Promise<void> {
  const when = now ? { singletonKey: 'now' } : { singletonKey: 'daily', startAfterSeconds: daySeconds };
  await store.db.transaction((tx) => jobs.enqueue(tx, keyRound, {}, when));
}
