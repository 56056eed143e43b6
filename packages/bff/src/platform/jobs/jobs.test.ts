import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { migratedPostgres } from '../../testing/postgres.ts';
import { until } from '../../testing/until.ts';
import { idempotencyKeys } from '../idempotency/tables.ts';
import { createLog, silentLog } from '../observability/log.ts';
import { createMetrics } from '../observability/metrics.ts';
import { openStore, type Store } from '../store/store.ts';
import { defineJob, JobCannotSucceed, type JobRun } from './job.ts';
import { createJobs, type Jobs } from './jobs.ts';

const folder = mkdtempSync(join(tmpdir(), 'bq-jobs-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const payload = z.object({ bookingId: z.string() });
const soon = { limit: 2, delaySeconds: 1, backoff: false, maxDelaySeconds: 1 };
const note = defineJob({ name: 'note', payload, givesUp: false });
const flaky = defineJob({ name: 'flaky', payload, retry: soon });
const overdue = defineJob({ name: 'overdue', payload, retry: soon, expireSeconds: 1, givesUp: false });
const hopeless = defineJob({ name: 'hopeless', payload, retry: { ...soon, limit: 50, delaySeconds: 600 } });

const row = {
  requestHash: 'r',
  owner: '7a3f0a4e-2f43-4c3b-8a53-0f4f6fd10a10',
  heldUntil: new Date(),
  expiresAt: new Date(),
};

const stores = {
  'an embedded database': async () => ({ dataDir: join(folder, 'suite') }),
  'a PostgreSQL': async () => ({ databaseUrl: await migratedPostgres() }),
};

for (const [name, where] of Object.entries(stores)) {
  describe(`jobs on ${name}`, () => {
    let store: Store;
    let jobs: Jobs;
    const metrics = createMetrics();
    const lines: Record<string, unknown>[] = [];
    const runs: JobRun<{ bookingId: string }>[] = [];
    const failures = new Map<string, number>();
    const givenUp: string[] = [];
    const ended: string[] = [];
    const runsOf = (bookingId: string) => runs.filter((run) => run.payload.bookingId === bookingId);

    before(async () => {
      store = await openStore({ ...(await where()), log: silentLog });
      const log = createLog({ write: (line) => lines.push(JSON.parse(line)) });
      jobs = createJobs({ store, log, metrics });
      jobs.work(note, async (run) => {
        runs.push(run);
      });
      jobs.work(flaky, async (run) => {
        runs.push(run);
        const left = failures.get(run.payload.bookingId) ?? 0;
        failures.set(run.payload.bookingId, left - 1);
        if (left > 0) throw new Error(`alex@example.com could not be written`);
      });
      jobs.onGivenUp(flaky, async (run) => {
        givenUp.push(run.payload.bookingId);
      });
      jobs.work(overdue, async (run) => {
        runs.push(run);
        // As a handler does that does not watch its signal.
        await new Promise((resolve) => setTimeout(resolve, 3000));
        ended.push(run.payload.bookingId);
      });
      jobs.work(hopeless, async () => {
        throw new JobCannotSucceed('the record does not exist');
      });
      jobs.onGivenUp(hopeless, async (run) => {
        givenUp.push(run.payload.bookingId);
      });
      await jobs.start();
    });
    after(async () => {
      await jobs.stop(2_000);
      await store.close();
    });

    it('run after the transaction that sent them has committed, and see what it wrote', async () => {
      await store.db.transaction(async (tx) => {
        await tx.insert(idempotencyKeys).values({ ...row, keyHash: 'sent' });
        await jobs.enqueue(tx, note, { bookingId: 'sent' });
      });
      await until(() => runsOf('sent').length === 1);
      assert.equal(runsOf('sent')[0]?.attempt, 1);
      const found = await store.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.keyHash, 'sent'));
      assert.equal(found.length, 1);
    });

    it('do not exist when the transaction rolls back', async () => {
      await assert.rejects(
        store.db.transaction(async (tx) => {
          await jobs.enqueue(tx, note, { bookingId: 'rolled-back' });
          throw new Error('no');
        }),
      );
      await store.db.transaction((tx) => jobs.enqueue(tx, note, { bookingId: 'after-rollback' }));
      await until(() => runsOf('after-rollback').length === 1);
      assert.equal(runsOf('rolled-back').length, 0);
    });

    it('are tried again until they succeed, under one id', async () => {
      failures.set('twice', 2);
      await store.db.transaction((tx) => jobs.enqueue(tx, flaky, { bookingId: 'twice' }));
      await until(() => runsOf('twice').length === 3);
      assert.deepEqual(
        runsOf('twice').map((run) => run.attempt),
        [1, 2, 3],
      );
      assert.equal(new Set(runsOf('twice').map((run) => run.jobId)).size, 1);
      assert.ok(!givenUp.includes('twice'));
    });

    it('are handed to a person when every try has failed', async () => {
      failures.set('never', 99);
      await store.db.transaction((tx) => jobs.enqueue(tx, flaky, { bookingId: 'never' }));
      await until(() => givenUp.includes('never'));
      assert.equal(runsOf('never').length, 3);
    });

    it('are handed to a person at once when no further try can help', async () => {
      await store.db.transaction((tx) => jobs.enqueue(tx, hopeless, { bookingId: 'hopeless' }));
      await until(() => givenUp.includes('hopeless'));
    });

    it('are not begun a second time while a run that took too long still works', async () => {
      await store.db.transaction((tx) => jobs.enqueue(tx, overdue, { bookingId: 'slow-1' }));
      await until(() => ended.includes('slow-1'));
      await new Promise((resolve) => setTimeout(resolve, 2500));
      assert.equal(runsOf('slow-1').length, 1);
      assert.deepEqual(ended, ['slow-1']);
    });

    it('wait once per key, and as often as wanted without one', async () => {
      const send = (singletonKey?: string) =>
        store.db.transaction((tx) =>
          jobs.enqueue(
            tx,
            note,
            { bookingId: 'later' },
            { startAfterSeconds: 3_600, ...(singletonKey ? { singletonKey } : {}) },
          ),
        );
      assert.notEqual(await send('one'), null);
      assert.equal(await send('one'), null);
      assert.notEqual(await send('two'), null);
      assert.notEqual(await send(), null);
      assert.notEqual(await send(), null);
      assert.equal(runsOf('later').length, 0);
    });

    it('are counted, and logged in one line each without a message that may quote data', async () => {
      await until(() => lines.some((line) => line.job === 'flaky' && line.outcome === 'given_up'));
      const line = lines.find((entry) => entry.job === 'flaky' && entry.outcome === 'failed');
      assert.equal(line?.attempt, 1);
      assert.equal(typeof line?.durationMs, 'number');
      assert.ok(!JSON.stringify(lines).includes('alex@example.com'));
      const text = await metrics.registry.metrics();
      assert.match(text, /bq_jobs_total\{job="flaky",outcome="given_up"\} 1/);
    });

    it('are refused when no handler is registered, instead of waiting for ever', async () => {
      const unknown = defineJob({ name: 'unknown', payload, givesUp: false });
      await assert.rejects(
        store.db.transaction((tx) => jobs.enqueue(tx, unknown, { bookingId: 'x' })),
        /No handler is registered for "unknown"/,
      );
    });

    it('stop by letting the running ones finish', async () => {
      const other = createJobs({ store, log: silentLog, metrics: createMetrics() });
      const slow = defineJob({ name: 'slow', payload, givesUp: false });
      let finish = () => {};
      let state = 'waiting';
      other.work(slow, async () => {
        state = 'running';
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        state = 'finished';
      });
      await other.start();
      await store.db.transaction((tx) => other.enqueue(tx, slow, { bookingId: 'x' }));
      await until(() => state === 'running');
      const stopped = other.stop(5_000);
      finish();
      await stopped;
      assert.equal(state, 'finished');
    });
  });
}

describe('declaring a job', () => {
  it('refuses a name that is not lower case with hyphens', () => {
    assert.throws(() => defineJob({ name: 'Send Mail', payload }), /lower case/);
  });

  it('refuses to start when a job does not say what happens after the last try', async () => {
    const store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
    const jobs = createJobs({ store, log: silentLog, metrics: createMetrics() });
    jobs.work(flaky, async () => {});
    await assert.rejects(jobs.start(), /jobs.onGivenUp/);
    await store.close();
  });
});
