import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { fromDrizzle, type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Transaction } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { JobCannotSucceed, type JobDefinition, type JobHandler } from './job.ts';

export interface EnqueueOptions {
  /** Not sooner than this. A length, not an instant: the queue's clock is the database's, ours may be held still. */
  startAfterSeconds?: number;
  /** While a job with this key waits, another one with it is not added. */
  singletonKey?: string;
}

/** The sending half: what a feature needs to make work happen after its transaction. */
export interface JobQueue {
  /**
   * Adds a job that exists if and only if the transaction commits. It starts within a second of that.
   * @returns the job's id, or `null` when one with the same `singletonKey` waits already
   */
  enqueue<Payload extends object>(
    tx: Transaction,
    job: JobDefinition<Payload>,
    payload: Payload,
    options?: EnqueueOptions,
  ): Promise<string | null>;
}

export interface Jobs extends JobQueue {
  /** Says what a job does, and how many of it may run at once in this process (default 2). Before `start`. */
  work<Payload extends object>(
    job: JobDefinition<Payload>,
    handler: JobHandler<Payload>,
    options?: { concurrency?: number },
  ): void;
  /** Says what happens when all tries have failed: usually a task for staff. Before `start`; tried until it succeeds. */
  onGivenUp<Payload extends object>(job: JobDefinition<Payload>, handler: JobHandler<Payload>): void;
  start(): Promise<void>;
  /** Takes no new jobs and lets running ones finish, for `graceMs` at most; then they are tried again elsewhere. */
  stop(graceMs: number): Promise<void>;
}

interface Worker {
  queue: string;
  job: JobDefinition<object>;
  handler: JobHandler<object>;
  concurrency: number;
  purpose: 'work' | 'given_up';
}

export interface JobsOptions {
  store: Store;
  log: Log;
  metrics: Metrics;
}

/** A worker that is killed is noticed when its job's heart stops beating (10 s is the least pg-boss allows). */
const heartbeatSeconds = 10;
/** How often dead workers are looked for, and waiting retries fetched. New jobs wake their worker by NOTIFY. */
const superviseSeconds = 5;
const pollSeconds = 1;
/** So many jobs that wait are no trickle: they are done one after the other, without a pause in between. */
const backlog = 5;

const givenUp = (name: string) => `${name}.given-up`;

/** Jobs in the same database as everything else, by pg-boss. */
export function createJobs({ store, log, metrics }: JobsOptions): Jobs {
  const workers: Worker[] = [];
  const known = new Set<string>();
  let state: 'new' | 'running' | 'stopped' = 'new';

  const boss = new PgBoss({
    ...store.queueConnection,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    queueCacheIntervalSeconds: superviseSeconds,
  });
  const worthTelling = onceInAWhile();
  boss.on('error', (error) => {
    if (worthTelling()) log.warn('The job queue met an error and goes on', { error });
  });

  const register = (worker: Worker) => {
    if (state !== 'new') throw new Error(`Register "${worker.queue}" before the jobs are started.`);
    if (known.has(worker.queue)) throw new Error(`"${worker.queue}" is registered twice.`);
    known.add(worker.queue);
    workers.push(worker);
  };

  const createQueues = async () => {
    for (const { queue, job, purpose } of workers.toSorted((a, b) => a.purpose.localeCompare(b.purpose))) {
      const dies = purpose === 'work' && job.givesUp;
      const options = {
        notify: true,
        heartbeatSeconds,
        expireInSeconds: job.expireSeconds,
        retryBackoff: job.retry.backoff,
        retryDelay: job.retry.delaySeconds,
        // A longest delay means something only where delays grow; pg-boss refuses it otherwise.
        ...(job.retry.backoff ? { retryDelayMax: job.retry.maxDelaySeconds } : {}),
        // Telling a person must not fail for good.
        retryLimit: purpose === 'given_up' ? 10_000 : job.retry.limit,
        deleteAfterSeconds: 7 * 24 * 3600,
        retentionSeconds: 60 * 24 * 3600,
        ...(dies ? { deadLetter: givenUp(job.name) } : {}),
      };
      if (await boss.getQueue(queue)) await boss.updateQueue(queue, options);
      else await boss.createQueue(queue, { ...options, policy: purpose === 'work' ? 'short' : 'standard' });
    }
    // A send looks its queue up in a cache, and fills the cache over the main connection. In a transaction on
    // the embedded database that connection is taken: the send would wait for itself, for ever (pg-boss 12.35).
    for (const { queue } of workers) await boss.fetch(queue, { minPriority: 1_000_000 });
  };

  const startWorker = async (worker: Worker) => {
    const options = {
      includeMetadata: true,
      perJobResults: true,
      batchSize: 1,
      localConcurrency: worker.concurrency,
      pollingIntervalSeconds: pollSeconds,
      notifyPollingIntervalSeconds: pollSeconds,
      burstWhenReadyExceeds: backlog,
    } as const;
    const work = (batch: JobWithMetadata<object>[]) =>
      Promise.all(batch.map((job) => run(worker, job, log, metrics)));
    await boss.work<object, JobResult[], typeof options>(worker.queue, options, work);
  };

  return {
    work(job, handler, { concurrency = 2 } = {}) {
      const worker = anyPayload(job, handler);
      register({ ...worker, queue: job.name, concurrency, purpose: 'work' });
    },
    onGivenUp(job, handler) {
      const worker = anyPayload(job, handler);
      register({ ...worker, queue: givenUp(job.name), concurrency: 1, purpose: 'given_up' });
    },
    async start() {
      for (const { job, purpose } of workers) {
        if (purpose === 'work' && job.givesUp && !known.has(givenUp(job.name))) {
          throw new Error(`Say with jobs.onGivenUp what happens when "${job.name}" has failed every time.`);
        }
      }
      await boss.start();
      try {
        await createQueues();
        state = 'running';
        for (const worker of workers) await startWorker(worker);
      } catch (error) {
        state = 'stopped';
        await boss.stop({ graceful: false });
        throw error;
      }
    },
    async enqueue(tx, job, payload, options = {}) {
      // An unknown queue inside a transaction would wait for ever on the embedded database.
      if (state !== 'running') throw new Error(`Jobs are not running: "${job.name}" was not added.`);
      if (!known.has(job.name))
        throw new Error(`Nobody works on "${job.name}": call jobs.work before start.`);
      return boss.send(job.name, job.payload.parse(payload), {
        db: inTransaction(tx),
        // The queue lets one job wait per key, and no key is a key too.
        singletonKey: options.singletonKey ?? randomUUID(),
        ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
      });
    },
    async stop(graceMs) {
      if (state !== 'running') return;
      state = 'stopped';
      await boss.stop({ graceful: true, timeout: Math.max(graceMs, 1_000), close: true });
    },
  };
}

async function run(
  worker: Worker,
  job: JobWithMetadata<object>,
  log: Log,
  metrics: Metrics,
): Promise<JobResult> {
  const attempt = job.retryCount + 1;
  const runLog = log.with({ job: worker.queue, jobId: job.id, attempt });
  const stopTimer = metrics.jobSeconds.startTimer({ job: worker.queue });
  const finish = (outcome: 'done' | 'failed' | 'given_up', error?: unknown): JobResult => {
    const durationMs = Math.round(stopTimer() * 1000);
    metrics.jobs.inc({ job: worker.queue, outcome });
    const fields = { outcome, durationMs, ...(error === undefined ? {} : { error }) };
    if (outcome === 'done') runLog.info('Job', fields);
    else runLog[outcome === 'failed' ? 'warn' : 'error']('Job', fields);
    return {
      id: job.id,
      status: outcome === 'done' ? 'completed' : outcome === 'failed' ? 'failed' : 'deadletter',
    };
  };
  try {
    const payload = worker.job.payload.parse(job.data);
    await worker.handler({ payload, jobId: job.id, attempt, signal: job.signal, log: runLog });
    return finish('done');
  } catch (error) {
    const hopeless = error instanceof JobCannotSucceed || job.retryCount >= job.retryLimit;
    return finish(hopeless ? 'given_up' : 'failed', error);
  }
}

/** While the database is away, every worker fails every second: one line in a while says it as well. */
function onceInAWhile(): () => boolean {
  let quietUntil = 0;
  return () => {
    const now = performance.now();
    if (now < quietUntil) return false;
    quietUntil = now + 10_000;
    return true;
  };
}

/** Forgets the payload's type: `run` parses it with the job's own schema, so the handler gets what it asked for. */
function anyPayload<Payload extends object>(job: JobDefinition<Payload>, handler: JobHandler<Payload>) {
  return { job: job as unknown as JobDefinition<object>, handler: handler as unknown as JobHandler<object> };
}

/** pg-boss wants raw results with `rows`; the type that both drivers share does not promise what both have. */
function inTransaction(tx: Transaction) {
  return fromDrizzle(tx as unknown as Parameters<typeof fromDrizzle>[0], sql);
}
