import type { Clock } from '../../platform/clock.ts';

/** Calendly counts the making of bookings apart from all requests. */
export type Counted = 'bookings' | 'requests';

/** The last part of each limit, which is kept for bookings that are paid. Of 10 bookings a minute, these are 2. */
const keptShare = 0.2;

/**
 * What is left of Calendly's limits, by the `X-RateLimit-*` of its answers (contract 1.5). Calendly counts for all
 * servers together and knows the plan, so its answers are the one count that is right.
 */
export class RateBudget {
  readonly #clock: Clock;
  readonly #left = new Map<string, { limit: number; remaining: number; resetsAt: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param key the token: Calendly's limits count per user */
  note(key: string, counted: Counted, headers: Headers): void {
    const read = (name: string) => Number(headers.get(`x-ratelimit-${name}`) ?? Number.NaN);
    const [limit, remaining, reset] = [read('limit'), read('remaining'), read('reset')];
    if (![limit, remaining, reset].every((value) => Number.isFinite(value) && value >= 0)) return;
    const resetsAt = this.#clock.now().getTime() + reset * 1000;
    this.#left.set(`${counted} ${key}`, { limit, remaining, resetsAt });
  }

  /** How many seconds a call waits that leaves the kept part alone; `null`: it may go now. */
  waitSeconds(key: string, counted: Counted): number | null {
    const left = this.#left.get(`${counted} ${key}`);
    if (!left || left.remaining > Math.floor(left.limit * keptShare)) return null;
    const wait = (left.resetsAt - this.#clock.now().getTime()) / 1000;
    // A limit that is too small to share is left to Calendly.
    return wait > 0 && left.limit * keptShare >= 1 ? Math.ceil(wait) : null;
  }
}
