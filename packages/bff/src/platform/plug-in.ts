import type { Events } from './events/events.ts';
import type { Feature } from './feature.ts';
import type { JobQueue, Jobs } from './jobs/jobs.ts';
import { registerSchedule } from './jobs/schedule.ts';
import type { Store } from './store/store.ts';

export interface PluggedIn {
  /** Starts what runs in the background of a worker: features' own starts, then the first run of each schedule. */
  startWork(): Promise<void>;
  stop(): Promise<void>;
}

/** Registers what the features do in the background and hear. Call it before the jobs are opened. */
export function plugIn(
  features: readonly Feature[],
  {
    store,
    jobs,
    workers,
    events,
  }: {
    store: Pick<Store, 'db'>;
    jobs: JobQueue;
    workers: Pick<Jobs, 'work' | 'onGivenUp'>;
    events: Events;
  },
): PluggedIn {
  const starts: (() => Promise<void>)[] = [];
  for (const feature of features) {
    for (const job of feature.jobs ?? []) job.register(workers);
    if (feature.on) events.subscribe(feature.name, feature.on);
    if (feature.start) starts.push(feature.start);
    for (const schedule of feature.schedules ?? []) {
      starts.push(registerSchedule({ store, jobs }, workers, schedule));
    }
  }
  return {
    async startWork() {
      for (const start of starts) await start();
    },
    async stop() {
      for (const feature of features) await feature.stop?.();
    },
  };
}
