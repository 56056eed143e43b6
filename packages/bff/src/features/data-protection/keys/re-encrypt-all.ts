import { z } from 'zod';
import { defineJob, type JobRun } from '../../../platform/jobs/job.ts';
import type { DataProtectionDeps } from '../deps.ts';
import { keyReport } from './key-status.ts';
import { reEncryptValues } from './re-encrypt-values.ts';

/** Re-encrypts at once what was found under an old key at start; the daily schedule does the same. */
export const reEncryptNow = defineJob({
  name: 're-encrypt-now',
  payload: z.object({}),
  expireSeconds: 3600,
});

/**
 * Re-encrypts the values under old keys, and says which keys are not needed any more. It can be stopped anywhere:
 * the next run finds what is left.
 */
export async function runKeyRound(
  deps: DataProtectionDeps,
  { signal, log }: Pick<JobRun<object>, 'signal' | 'log'>,
): Promise<void> {
  const { sealing, clock, store, gauges, sealedColumns } = deps;
  const done = await reEncryptValues(
    { db: store.db, sealing, clock, columns: sealedColumns },
    { kind: 'system' },
    signal,
  );
  if (done.reEncrypted > 0) {
    log.info('Values were sealed anew under the key that writes', {
      count: done.reEncrypted,
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
