import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stubborn } from '../../testing/hanging-worker.ts';
import { migratedPostgres } from '../../testing/postgres.ts';
import { until } from '../../testing/until.ts';
import { silentLog } from '../observability/log.ts';
import { createMetrics } from '../observability/metrics.ts';
import { openStore } from '../store/store.ts';
import { createJobs } from './jobs.ts';

it('a job whose worker is killed is done by another one', async () => {
  const databaseUrl = await migratedPostgres();
  const worker = fileURLToPath(new URL('../../testing/hanging-worker.ts', import.meta.url));
  const child = spawn(process.execPath, [worker, databaseUrl], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');

  const store = await openStore({ databaseUrl, log: silentLog });
  const jobs = createJobs({ store, log: silentLog, metrics: createMetrics() });
  const done: [string, number][] = [];
  jobs.work(stubborn, async ({ payload, attempt }) => {
    done.push([payload.bookingId, attempt]);
  });
  await jobs.start();
  await until(() => done.length > 0, 60_000);
  assert.deepEqual(done, [['kept', 2]]);
  await jobs.stop(1_000);
  await store.close();
});
