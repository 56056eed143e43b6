import type { SealedColumn } from './crypto/sealed-column.ts';
import type { EventHandlers } from './events/events.ts';
import type { Route } from './http/route.ts';
import type { JobDefinition, JobHandler } from './jobs/job.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Schedule } from './jobs/schedule.ts';
import type {
  AttachedData,
  DaysRetentionPolicy,
  RecordRetentionPolicy,
} from './retention/retention-policy.ts';
import type { WebhookProvider } from './webhook-inbox/provider.ts';

/** A job of a feature, with what it does. */
export interface JobWork {
  register(jobs: Pick<Jobs, 'work' | 'onGivenUp'>): void;
}

/**
 * Says what a job does.
 * @param options.onGivenUp what happens when all tries have failed; a job with `givesUp: false` has none
 * @param options.concurrency how many of it one process runs at the same time (default 2)
 */
export function worksOn<Payload extends object>(
  job: JobDefinition<Payload>,
  handler: JobHandler<Payload>,
  options: { onGivenUp?: JobHandler<Payload>; concurrency?: number } = {},
): JobWork {
  const { onGivenUp, concurrency } = options;
  return {
    register(jobs) {
      jobs.work(job, handler, concurrency === undefined ? {} : { concurrency });
      if (onGivenUp) jobs.onGivenUp(job, onGivenUp);
    },
  };
}

/**
 * A feature, as the server plugs it in: everything about one noun. Adding one touches its own folder and one line
 * of the list in `compose.ts`.
 */
export interface Feature {
  /** The noun: `bookings`. It also names the feature as a subscriber of events. */
  readonly name: string;
  readonly routes?: readonly Route[];
  readonly jobs?: readonly JobWork[];
  /** The providers whose webhooks it receives; the webhook inbox serves them. */
  readonly webhooks?: readonly WebhookProvider[];
  /** Work that comes back by itself, by one server at a time. */
  readonly schedules?: readonly Schedule[];
  /** The events that it hears. */
  readonly on?: EventHandlers;
  /** Each column with sealed values, so that none is forgotten when a key changes. */
  readonly sealedColumns?: readonly SealedColumn[];
  /** The personal data that it keeps, and how each kind is erased. */
  readonly retention?: readonly (RecordRetentionPolicy | DaysRetentionPolicy | AttachedData)[];
  /** Brings gauges up to date that are counted in the store. Called before metrics are read. */
  readonly gauges?: () => Promise<void>;
  /** Runs once when the workers of this process have started. */
  readonly start?: () => Promise<void>;
  /** Runs when this process stops, before the store closes. */
  readonly stop?: () => Promise<void>;
}
