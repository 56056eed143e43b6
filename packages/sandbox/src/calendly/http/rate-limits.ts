import type { SandboxClock } from '../../control/clock.ts';
import type { Limits } from '../settings.ts';

/** What `X-RateLimit-*` says. */
export interface Budget {
  limit: number;
  remaining: number;
  /** Seconds until the window ends. */
  reset: number;
  exceeded: boolean;
}

const seconds = { minute: 60, hour: 3600, day: 86_400 };
type Window = keyof typeof seconds;

/** Counts per user in fixed windows: Calendly does not say whether its windows slide. */
export class RateLimits {
  readonly #clock: SandboxClock;
  readonly #limits: () => Limits;
  readonly #counts = new Map<string, number>();

  constructor(clock: SandboxClock, limits: () => Limits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Counts one request of a user; a request over a limit counts for nothing else. */
  spend(userId: string, booking: boolean): Budget {
    const { requestsPerMinute, bookingsPerMinute, bookingsPerHour, bookingsPerDay } = this.#limits();
    const general = this.#count(`all ${userId}`, 'minute', requestsPerMinute);
    if (!booking || general.exceeded) return general;
    const budgets = [
      this.#count(`book ${userId}`, 'minute', bookingsPerMinute),
      this.#count(`book ${userId}`, 'hour', bookingsPerHour),
      this.#count(`book ${userId}`, 'day', bookingsPerDay),
    ];
    // The tightest is what the caller meets next; of the reached ones, the one that lasts longest.
    return (
      budgets.findLast(({ exceeded }) => exceeded) ??
      budgets.reduce((tightest, budget) => (budget.remaining < tightest.remaining ? budget : tightest))
    );
  }

  reset(): void {
    this.#counts.clear();
  }

  #count(who: string, window: Window, limit: number | null): Budget {
    const now = this.#clock.now().getTime() / 1000;
    const index = Math.floor(now / seconds[window]);
    const reset = Math.max(1, Math.ceil((index + 1) * seconds[window] - now));
    const key = `${who} ${window} ${index}`;
    const used = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, used);
    const allowed = limit ?? Number.MAX_SAFE_INTEGER;
    return { limit: allowed, remaining: Math.max(allowed - used, 0), reset, exceeded: used > allowed };
  }
}
