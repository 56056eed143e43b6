import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { defineJob, type JobDefinition, type JobRun } from './job.ts';
import type { JobQueue, Jobs } from './jobs.ts';

/** Work that comes back by itself. One server at a time does it: each run adds the next one. */
export interface Schedule {
  /** The name of its job, in lower case with hyphens. */
  readonly name: string;
  /** From the end of one run to the next. */
  readonly everySeconds: number;
  /** From the start of the server to the first run. Default: `everySeconds`. */
  readonly firstAfterSeconds?: number | undefined;
  /** How long one run may take. */
  readonly expireSeconds?: number | undefined;
  run(run: Pick<JobRun<object>, 'signal' | 'log'>): Promise<void>;
}

type Empty = Record<string, never>;
const noPayload = z.object({}) as unknown as z.ZodType<Empty>;

/** Registers the job of a schedule. @returns what adds its first run; call it when the workers have started */
export function registerSchedule(
  { store, jobs }: { store: Pick<Store, 'db'>; jobs: JobQueue },
  workers: Pick<Jobs, 'work' | 'onGivenUp'>,
  schedule: Schedule,
): () => Promise<void> {
  const job: JobDefinition<Empty> = defineJob({
    name: schedule.name,
    payload: noPayload,
    ...(schedule.expireSeconds === undefined ? {} : { expireSeconds: schedule.expireSeconds }),
  });
  const addNext = async (startAfterSeconds: number) => {
    // While one waits, another one with this key is not added: several servers keep one chain.
    await store.db.transaction((tx) =>
      jobs.enqueue(tx, job, {}, { singletonKey: 'next', startAfterSeconds }),
    );
  };
  workers.work(
    job,
    async (run) => {
      await schedule.run(run);
      await addNext(schedule.everySeconds);
    },
    { concurrency: 1 },
  );
  workers.onGivenUp(job, () => addNext(schedule.everySeconds));
  return () => addNext(schedule.firstAfterSeconds ?? schedule.everySeconds);
}
