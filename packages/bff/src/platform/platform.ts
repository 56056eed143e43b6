import { type Clock, systemClock } from './clock.ts';
import type { Sealing } from './crypto/sealing.ts';
import type { Emitter } from './events/events.ts';
import type { Idempotency } from './idempotency/idempotency.ts';
import type { JobQueue } from './jobs/jobs.ts';
import type { Log } from './observability/log.ts';
import type { Metrics } from './observability/metrics.ts';
import type { Store } from './store/store.ts';

/** What every feature stands on. */
export interface Platform {
  store: Store;
  jobs: JobQueue;
  events: Emitter;
  sealing: Sealing;
  idempotency: Idempotency;
  clock: Clock;
  log: Log;
  metrics: Metrics;
}

/** A platform that does nothing: features can be composed on it to read what they declare. Each use of it throws. */
export function idlePlatform({ log, metrics }: Pick<Platform, 'log' | 'metrics'>): Platform {
  const refuse = () => {
    throw new Error('This server is composed only to read what its features declare.');
  };
  const unused = new Proxy({}, { get: refuse });
  return {
    store: {
      db: unused,
      listen: refuse,
      ping: refuse,
      close: refuse,
      queueConnection: unused,
    } as unknown as Store,
    jobs: { enqueue: refuse },
    events: { emit: refuse },
    sealing: unused as Sealing,
    idempotency: { run: refuse, workOf: refuse, clean: refuse },
    clock: systemClock,
    log,
    metrics,
  };
}
