import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { fromDrizzle, type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Transaction } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { EarlierRuns } from './earlier-runs.ts';
import { JobCannotSucceed, type JobDefinition, type JobHandler, type RetryPolicy } from './job.ts';
import { type Supervisor, supervise } from './supervise.ts';
import { type Waker, wakeWorkers } from './wake-workers.ts';

export interface EnqueueOptions {
  /** Earliest start. A length and not an instant: the queue uses the database's clock, and tests stop ours. */
  startAfterSeconds?: number;
  /** While a job with this key waits, another one with it is not added. */
  singletonKey?: string;
  /** Instead of the job's own policy. */
  retry?: RetryPolicy;
}

/** What a feature needs to add a job in its transaction. */
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
  /** Says what a job does, and how many of it one process runs at the same time (default 2). Call it before `open`. */
  work<Payload extends object>(
    job: JobDefinition<Payload>,
    handler: JobHandler<Payload>,
    options?: { concurrency?: number },
  ): void;
  /**
   * Says what happens when all tries have failed: usually a task for staff. It is tried until it succeeds. Call it
   * before `open`.
   */
  onGivenUp<Payload extends object>(job: JobDefinition<Payload>, handler: JobHandler<Payload>): void;
  /** Creates the queues. From now on jobs can be added; this process runs none. */
  open(): Promise<void>;
  /** Runs jobs in this process, after `open`. */
  startWorkers(): Promise<void>;
  /** `open`, then `startWorkers`. */
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

/** pg-boss allows no shorter heartbeat. A killed worker is found when the heartbeat of its job stops. */
const heartbeatSeconds = 10;
/** How often the workers look for jobs whose worker was killed. */
const superviseSeconds = 5;
/** A NOTIFY wakes the workers for new jobs, `wakeWorkers` for retries and later ones. Their own look is a safeguard. */
const pollSeconds = 60;

const givenUp = (name: string) => `${name}.given-up`;

/** Jobs in the same database as everything else, by pg-boss. */
export function createJobs({ store, log, metrics }: JobsOptions): Jobs {
  const workers: Worker[] = [];
  const known = new Set<string>();
  const earlierRuns = new EarlierRuns();
  let state: 'new' | 'open' | 'working' | 'stopped' = 'new';
  let waker: Waker | undefined;
  let supervising: Supervisor | undefined;

  const boss = new PgBoss({
    ...store.queueConnection,
    schedule: false,
    useListenNotify: true,
    // `startWorkers` supervises: a process without workers leaves it to the others.
    supervise: false,
    monitorIntervalSeconds: superviseSeconds,
  });
  const mayWarn = onceInAWhile();
  const warn = (error: unknown) => {
    if (mayWarn()) log.warn('The job queue met an error and goes on', { error });
  };
  boss.on('error', warn);

  const register = (worker: Worker) => {
    if (state !== 'new') throw new Error(`Register "${worker.queue}" before the jobs are opened.`);
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
        ...retryOptions(job.retry),
        // Telling a person must not fail for good.
        ...(purpose === 'given_up' ? { retryLimit: 10_000 } : {}),
        deleteAfterSeconds: 7 * 24 * 3600,
        retentionSeconds: 60 * 24 * 3600,
        ...(dies ? { deadLetter: givenUp(job.name) } : {}),
      };
      if (await boss.getQueue(queue)) await boss.updateQueue(queue, options);
      else await boss.createQueue(queue, { ...options, policy: purpose === 'work' ? 'short' : 'standard' });
    }
    // `send` looks up its queue in a cache, which it fills over the main connection. Inside a transaction on the
    // embedded database that connection is in use, and `send` would wait for itself (pg-boss 12.35). A fetch that
    // finds nothing fills the cache now.
    for (const { queue } of workers) await boss.fetch(queue, { minPriority: 1_000_000 });
  };

  const startWorker = async (worker: Worker): Promise<string[]> => {
    const options = {
      includeMetadata: true,
      perJobResults: true,
      batchSize: 1,
      pollingIntervalSeconds: pollSeconds,
      notifyPollingIntervalSeconds: pollSeconds,
    } as const;
    const ids: string[] = [];
    for (let index = 0; index < worker.concurrency; index += 1) {
      let id: string | undefined;
      const work = async (batch: JobWithMetadata<object>[]) => {
        const results = await Promise.all(batch.map((job) => run(worker, job, earlierRuns, log, metrics)));
        // A retry, or the job that follows when all tries have failed.
        if (results.some(({ status }) => status !== 'completed')) waker?.lookSoon();
        // The queue may have more jobs: look again without a pause.
        if (id !== undefined) boss.notifyWorker(id);
        return results;
      };
      id = await boss.work<object, JobResult[], typeof options>(worker.queue, options, work);
      ids.push(id);
    }
    return ids;
  };

  const open = async () => {
    for (const { job, purpose } of workers) {
      if (purpose === 'work' && job.givesUp && !known.has(givenUp(job.name))) {
        throw new Error(`Say with jobs.onGivenUp what happens when "${job.name}" has failed every time.`);
      }
    }
    await boss.start();
    try {
      await createQueues();
      state = 'open';
    } catch (error) {
      state = 'stopped';
      await boss.stop({ graceful: false });
      throw error;
    }
  };

  const startWorkers = async () => {
    if (state !== 'open') throw new Error('Open the jobs before their workers start.');
    state = 'working';
    try {
      const ids = new Map<string, string[]>();
      for (const worker of workers) ids.set(worker.queue, await startWorker(worker));
      waker = wakeWorkers(store.db, ids, (id) => boss.notifyWorker(id), warn);
      supervising = supervise({
        boss,
        db: store.db,
        everySeconds: superviseSeconds,
        onLooked: waker.lookSoon,
        onError: warn,
      });
    } catch (error) {
      state = 'stopped';
      await boss.stop({ graceful: false });
      throw error;
    }
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
    open,
    startWorkers,
    async start() {
      await open();
      await startWorkers();
    },
    async enqueue(tx, job, payload, options = {}) {
      // An unknown queue inside a transaction would wait for ever on the embedded database.
      if (state !== 'open' && state !== 'working') {
        throw new Error(`The jobs are not open: "${job.name}" was not added.`);
      }
      if (!known.has(job.name))
        throw new Error(`No handler is registered for "${job.name}": call jobs.work before jobs.open.`);
      // For a later start, and for the embedded database, which sends no NOTIFY.
      waker?.lookSoon();
      return boss.send(job.name, job.payload.parse(payload), {
        db: inTransaction(tx),
        // The queue lets one job wait per key, and no key is a key too.
        singletonKey: options.singletonKey ?? randomUUID(),
        ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
        ...(options.retry ? retryOptions(options.retry) : {}),
      });
    },
    async stop(graceMs) {
      if (state !== 'open' && state !== 'working') return;
      state = 'stopped';
      await Promise.all([waker?.stop(), supervising?.stop()]);
      await boss.stop({ graceful: true, timeout: Math.max(graceMs, 1_000), close: true });
    },
  };
}

function retryOptions({ limit, delaySeconds, backoff, maxDelaySeconds }: RetryPolicy) {
  return {
    retryLimit: limit,
    retryDelay: delaySeconds,
    retryBackoff: backoff,
    // pg-boss refuses a longest delay where delays do not grow.
    ...(backoff ? { retryDelayMax: maxDelaySeconds } : {}),
  };
}

async function run(
  worker: Worker,
  job: JobWithMetadata<object>,
  earlierRuns: EarlierRuns,
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
    // The queue of given-up jobs runs other work under ids of its own.
    await earlierRuns.runOnce(job.id, () =>
      worker.handler({ payload, jobId: job.id, attempt, signal: job.signal, log: runLog }),
    );
    return finish('done');
  } catch (error) {
    const hopeless = error instanceof JobCannotSucceed || job.retryCount >= job.retryLimit;
    return finish(hopeless ? 'given_up' : 'failed', error);
  }
}

/** While the database is down, every look for jobs fails. One log line in ten seconds is enough. */
function onceInAWhile(): () => boolean {
  let quietUntil = 0;
  return () => {
    const now = performance.now();
    if (now < quietUntil) return false;
    quietUntil = now + 10_000;
    return true;
  };
}

/** Drops the payload's type. `run` parses the payload with the job's own schema before the handler gets it. */
function anyPayload<Payload extends object>(job: JobDefinition<Payload>, handler: JobHandler<Payload>) {
  return { job: job as unknown as JobDefinition<object>, handler: handler as unknown as JobHandler<object> };
}

/** pg-boss needs raw results with `rows`. Both drivers give them, but the type that they share does not say so. */
function inTransaction(tx: Transaction) {
  return fromDrizzle(tx as unknown as Parameters<typeof fromDrizzle>[0], sql);
}
