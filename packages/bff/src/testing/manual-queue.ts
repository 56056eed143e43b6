import { randomUUID } from 'node:crypto';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { sql } from 'drizzle-orm';
import type { Clock } from '../platform/clock.ts';
import {
  JobCannotSucceed,
  type JobDefinition,
  type JobHandler,
  type RetryPolicy,
} from '../platform/jobs/job.ts';
import type { EnqueueOptions, JobQueue, Jobs } from '../platform/jobs/jobs.ts';
import { silentLog } from '../platform/observability/log.ts';
import type { Database, Transaction } from '../platform/store/database.ts';
import { rowsOf } from '../platform/store/migrate.ts';

interface Waiting {
  id: string;
  name: string;
  payload: unknown;
  runAt: Date;
  failures: number;
  retry: RetryPolicy;
}

type Handlers = Map<string, { job: JobDefinition<object>; handler: JobHandler<object> }>;
type Process = JobQueue &
  Pick<Jobs, 'work' | 'onGivenUp'> & {
    runDue(): Promise<number>;
    runAll(untilMs?: number): Promise<void>;
    runNow(name: string, payload: object): Promise<void>;
  };

/**
 * Jobs that run when a test says so, at the test's own time, one after the other. They lie in a table beside the
 * others, so that they come and go with the transaction that sent them, and outlive a killed server.
 */
export class ManualQueue {
  readonly #db: Database;
  readonly #clock: Clock & { at: Date };
  /** The ids of the jobs that run now: they wait no more. */
  readonly #running = new Set<string>();

  private constructor(db: Database, clock: Clock & { at: Date }) {
    this.#db = db;
    this.#clock = clock;
  }

  static async open(db: Database, clock: Clock & { at: Date }): Promise<ManualQueue> {
    await db.execute(
      sql`create table if not exists manual_queue (id text primary key, name text not null, payload text not null, run_at text not null, failures integer not null default 0, retry text, singleton text, number bigserial)`,
    );
    await db.execute(sql`delete from manual_queue`);
    return new ManualQueue(db, clock);
  }

  /** The names of the jobs that wait. */
  async waiting(): Promise<string[]> {
    return (await this.#all()).map((job) => job.name);
  }

  /** One server's share: it sends, and does what it has registered. @param act called before a job is called done */
  process(act: () => void): Process {
    const workers: Handlers = new Map();
    const givenUp: Handlers = new Map();
    const add =
      (handlers: Handlers) =>
      <Payload extends object>(job: JobDefinition<Payload>, handler: JobHandler<Payload>) => {
        handlers.set(job.name, anyPayload(job, handler));
      };
    const runDue = async () => {
      const [next] = (await this.#all()).filter((job) => job.runAt <= this.#clock.now());
      if (!next) return 0;
      await this.#run(next, workers, givenUp);
      act();
      return 1;
    };
    return {
      work: add(workers),
      onGivenUp: add(givenUp),
      enqueue: (tx, job, payload, options) => this.#enqueue(tx, job, payload, options),
      runDue,
      /** Runs one job beside the queue, so that a test can run several at the same moment. */
      runNow: async (name, payload) => {
        const worker = workers.get(name);
        if (!worker) throw new Error(`No worker for ${name}`);
        const run = { payload: worker.job.payload.parse(payload), jobId: randomUUID(), attempt: 1 };
        await worker.handler({ ...run, signal: new AbortController().signal, log: silentLog });
      },
      /** Runs everything and moves the clock to each next job, for `untilMs` of the test's time at most. */
      runAll: async (untilMs = 48 * hourMs) => {
        const end = this.#clock.now().getTime() + untilMs;
        for (;;) {
          while ((await runDue()) > 0);
          const [next] = await this.#all();
          if (!next || next.runAt.getTime() > end) return;
          this.#clock.at = next.runAt;
        }
      },
    };
  }

  async #enqueue<Payload extends object>(
    tx: Transaction,
    job: JobDefinition<Payload>,
    payload: Payload,
    options: EnqueueOptions = {},
  ): Promise<string | null> {
    const singleton = options.singletonKey ?? null;
    if (singleton !== null && (await this.#waits(tx, job.name, singleton))) return null;
    const id = randomUUID();
    const runAt = new Date(this.#clock.now().getTime() + (options.startAfterSeconds ?? 0) * 1000);
    const parsed = JSON.stringify(job.payload.parse(payload));
    const retry = JSON.stringify(options.retry ?? job.retry);
    await tx.execute(
      sql`insert into manual_queue (id, name, payload, run_at, retry, singleton) values (${id}, ${job.name}, ${parsed}, ${runAt.toISOString()}, ${retry}, ${singleton})`,
    );
    return id;
  }

  async #waits(tx: Transaction, name: string, singleton: string): Promise<boolean> {
    const rows = rowsOf(
      await tx.execute(sql`select id from manual_queue where name = ${name} and singleton = ${singleton}`),
    );
    return rows.some(({ id }) => !this.#running.has(String(id)));
  }

  async #run(next: Waiting, workers: Handlers, givenUp: Handlers): Promise<void> {
    const worker = workers.get(next.name);
    if (!worker) throw new Error(`No worker for ${next.name}`);
    const run = {
      payload: worker.job.payload.parse(next.payload),
      jobId: next.id,
      attempt: next.failures + 1,
      signal: new AbortController().signal,
      log: silentLog,
    };
    this.#running.add(next.id);
    try {
      await worker.handler(run);
    } catch (error) {
      if (isCrash(error)) throw error;
      if (!(error instanceof JobCannotSucceed) && next.failures < next.retry.limit) {
        const delay = Math.min(next.retry.maxDelaySeconds, next.retry.delaySeconds * 2 ** next.failures);
        const runAt = new Date(this.#clock.now().getTime() + delay * 1000).toISOString();
        await this.#db.execute(
          sql`update manual_queue set failures = failures + 1, run_at = ${runAt} where id = ${next.id}`,
        );
        return;
      }
      await givenUp.get(next.name)?.handler(run);
    } finally {
      this.#running.delete(next.id);
    }
    await this.#db.execute(sql`delete from manual_queue where id = ${next.id}`);
  }

  async #all(): Promise<Waiting[]> {
    const rows = rowsOf(await this.#db.execute(sql`select * from manual_queue order by run_at, number`));
    return rows.map((row) => ({
      id: String(row.id),
      name: String(row.name),
      payload: JSON.parse(String(row.payload)),
      runAt: new Date(String(row.run_at)),
      failures: Number(row.failures),
      retry: JSON.parse(String(row.retry)),
    }));
  }
}

function isCrash(error: unknown): boolean {
  return error instanceof Error && error.constructor.name === 'Crash';
}

/** Forgets the payload's type: it is parsed with the job's own schema before the handler sees it. */
function anyPayload<Payload extends object>(job: JobDefinition<Payload>, handler: JobHandler<Payload>) {
  return {
    job: job as unknown as JobDefinition<object>,
    handler: handler as unknown as JobHandler<object>,
  };
}
