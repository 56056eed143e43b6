import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import type { Clock } from '../../clock.ts';
import { Problem } from '../../problem.ts';
import { addressGroup } from './address-group.ts';
import { type Gate, isApi } from './gates.ts';
import type { RequestFacts } from './request-facts.ts';

/** More addresses than this in one minute is an attack; the oldest are dropped first. */
const maxAddresses = 50_000;

/**
 * Limits how often one client address may do something in a minute. The count is in this process: it protects the
 * process, and a counter in the database would make every read a write. Each of several processes allows the limit.
 */
export class RateLimit {
  readonly #clock: Clock;
  readonly #perMinute: number;
  readonly #windows = new Map<string, { startedAt: number; count: number }>();

  constructor(clock: Clock, perMinute: number) {
    this.#clock = clock;
    this.#perMinute = perMinute;
  }

  /**
   * Counts one request.
   * @param headers get `RateLimit-*` for the answer
   * @throws Problem too_many_requests
   */
  take(address: string, headers?: Record<string, string>): void {
    const key = addressGroup(address);
    const now = this.#clock.now().getTime();
    let window = this.#windows.get(key);
    if (!window || now - window.startedAt >= minuteMs) {
      window = { startedAt: now, count: 0 };
      // Deleted first, so that it moves to the end: the first key is the oldest.
      this.#windows.delete(key);
      this.#windows.set(key, window);
      if (this.#windows.size > maxAddresses) this.#windows.delete(this.#windows.keys().next().value ?? '');
    }
    window.count += 1;
    const resetSeconds = Math.max(1, Math.ceil((window.startedAt + minuteMs - now) / 1000));
    if (headers) {
      headers['RateLimit-Limit'] = String(this.#perMinute);
      headers['RateLimit-Remaining'] = String(Math.max(0, this.#perMinute - window.count));
      headers['RateLimit-Reset'] = String(resetSeconds);
    }
    if (window.count <= this.#perMinute) return;
    throw new Problem('too_many_requests', `Too many requests. Please wait ${resetSeconds} seconds.`, {
      retryAfterSeconds: resetSeconds,
    });
  }
}

/** Requests per client address and minute. */
export interface RateLimits {
  reads: number;
  writes: number;
  /** A vendor sends from few addresses and in bursts. The limit is for a stranger who sends bad signatures. */
  webhooks: number;
  /** Everything outside of the API: widgets, pages, and what balancers and Prometheus ask. */
  files: number;
}

/** Generous: a whole practice, or a school, can share one address. */
export const defaultRateLimits: RateLimits = { reads: 2_400, writes: 600, webhooks: 3_000, files: 6_000 };

/** For requests that send a mail or open a staff task for an unknown person: tighter than other writes. */
export const strictPerMinute = 60;

/** Applies the limits to every request, each kind apart. */
export function limitRate(
  limits: RateLimits,
  addressOf: (request: RequestFacts) => string,
  clock: Clock,
): Gate {
  const reads = new RateLimit(clock, limits.reads);
  const writes = new RateLimit(clock, limits.writes);
  const webhooks = new RateLimit(clock, limits.webhooks);
  const files = new RateLimit(clock, limits.files);

  const readMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
  const limitInApi = ({ path, method }: RequestFacts): RateLimit => {
    if (path.startsWith('/api/webhooks/')) return webhooks;
    return readMethods.has(method) ? reads : writes;
  };

  return function limitRate(request, headers) {
    const address = addressOf(request);
    if (isApi(request)) limitInApi(request).take(address, headers);
    // A file is kept by caches, which must not repeat to others what is left to one address.
    else files.take(address);
    return undefined;
  };
}
