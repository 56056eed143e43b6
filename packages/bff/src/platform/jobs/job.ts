import type { ZodType } from 'zod';
import type { Log } from '../observability/log.ts';

/**
 * When a failed run is tried again: after `delaySeconds`, then (with `backoff`) about twice as long each time,
 * with jitter, up to `maxDelaySeconds`; `limit` times in all, then it is given up.
 */
export interface RetryPolicy {
  limit: number;
  delaySeconds: number;
  backoff: boolean;
  maxDelaySeconds: number;
}

/** For what must reach an outside service: quick at first, then every quarter of an hour, for about a day. */
const forADay: RetryPolicy = { limit: 100, delaySeconds: 2, backoff: true, maxDelaySeconds: 900 };

export interface JobDefinition<Payload extends object> {
  /** Lower case with hyphens; `file-appointment`. */
  readonly name: string;
  /** Ids only, never personal data: payloads lie in the queue's tables as they are. Parsed before every run. */
  readonly payload: ZodType<Payload>;
  readonly retry: RetryPolicy;
  /** How long one run may take before its signal is aborted and it counts as failed. */
  readonly expireSeconds: number;
  /** Whether `jobs.onGivenUp` will be registered: what happens when all tries have failed. */
  readonly givesUp: boolean;
}

/** Declares a job. Who sends it and who does it share this one value. */
export function defineJob<Payload extends object>(options: {
  name: string;
  payload: ZodType<Payload>;
  retry?: RetryPolicy;
  expireSeconds?: number;
  givesUp?: boolean;
}): JobDefinition<Payload> {
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(options.name)) {
    throw new Error(`A job is named in lower case with hyphens; "${options.name}" is not.`);
  }
  return { retry: forADay, expireSeconds: 60, givesUp: true, ...options };
}

/** What a handler is given. Every job can run twice: after a crash, or when a run took too long. */
export interface JobRun<Payload> {
  payload: Payload;
  /** Stable over all tries of this job. */
  jobId: string;
  /** 1 for the first try. */
  attempt: number;
  /** Aborted when the run takes too long or the server stops. Pass it to every outside call. */
  signal: AbortSignal;
  log: Log;
}

export type JobHandler<Payload> = (run: JobRun<Payload>) => Promise<void>;

/** Thrown by a handler when no further try can help. The job is given up at once. */
export class JobCannotSucceed extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'JobCannotSucceed';
  }
}
