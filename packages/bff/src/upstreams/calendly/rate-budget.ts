import { createHash } from 'node:crypto';
import { type CallBudgets, type CallWindow, keptShare } from '../../platform/call-budgets/call-budgets.ts';
import type { Clock } from '../../platform/clock.ts';
import type { HttpCall } from '../../platform/http-client/index.ts';
import type { UpstreamError } from '../../platform/upstream-error.ts';

/** Calendly counts the making of bookings apart from all requests. */
type Counted = 'bookings' | 'requests';

/** How many bookings Calendly takes from one user; `clinic.yaml` has the numbers. */
export interface BookingLimits {
  perMinute: number;
  perHour: number;
  perDay: number;
}

/** How long to wait after a 429 that came without advice: the shortest limit is per minute. */
const pauseSeconds = 60;

/**
 * What is left of Calendly's limits, by user (contract 1.5). Bookings are counted here, for all servers together, before
 * they are sent. Calendly's own answers come on top: `X-RateLimit-*` counts for all integrations of the user and knows
 * the plan, and after a 429 no server calls until the window ends. Whether Calendly's windows slide is not confirmed,
 * so ours do: they never let more pass than fixed ones.
 */
export class RateBudget {
  readonly #budgets: CallBudgets;
  readonly #clock: Clock;
  readonly #windows: readonly CallWindow[];

  constructor(budgets: CallBudgets, clock: Clock, limits: BookingLimits) {
    this.#budgets = budgets;
    this.#clock = clock;
    this.#windows = [
      { seconds: 60, most: limits.perMinute },
      { seconds: 3600, most: limits.perHour },
      { seconds: 86_400, most: limits.perDay },
    ];
  }

  /**
   * Asks for one call.
   * @param token Calendly's limits count per user, and each user has a token
   * @returns in how many seconds to ask again; `null`: it may go now
   */
  async waitSeconds(token: string, call: HttpCall<unknown>, leaveReserve: boolean): Promise<number | null> {
    const requests = this.#budgets.waitSeconds(keyOf('requests', token), leaveReserve && !isBooking(call));
    if (requests !== null || !isBooking(call)) return requests;
    return this.#budgets.take(keyOf('bookings', token), { windows: this.#windows, leaveReserve });
  }

  /** Reads how much is left. Calls that leave the reserve alone wait when it is little. */
  noteAnswer(token: string, call: HttpCall<unknown>, headers: Headers): void {
    const read = (name: string) => Number(headers.get(`x-ratelimit-${name}`) ?? Number.NaN);
    const [limit = 0, remaining = 0, reset = 0] = [read('limit'), read('remaining'), read('reset')];
    if (![limit, remaining, reset].every((value) => Number.isFinite(value) && value >= 0)) return;
    // A limit that is too small to share is left to Calendly.
    if (remaining > Math.floor(limit * keptShare) || limit * keptShare < 1) return;
    const reserveUntil = this.#clock.now().getTime() + reset * 1000;
    void this.#budgets.note(keyOf(countedOf(call), token), { reserveUntil });
  }

  /** A call failed: a 429 stops all servers, and a booking that was not sent does not count. */
  async noteFailure(token: string, call: HttpCall<unknown>, error: UpstreamError): Promise<void> {
    if (error.reason === 'rate_limited') {
      const pausedUntil = this.#clock.now().getTime() + (error.retryAfterSeconds ?? pauseSeconds) * 1000;
      await this.#budgets.note(keyOf(countedOf(call), token), { pausedUntil });
    }
    const notSent = error.reason === 'unreachable' || error.reason === 'circuit_open';
    if (notSent && isBooking(call)) await this.#budgets.giveBack(keyOf('bookings', token));
  }
}

/** The store has a hash of the token only. */
function keyOf(counted: Counted, token: string): string {
  return `calendly ${counted} ${createHash('sha256').update(token).digest('base64url')}`;
}

function countedOf(call: HttpCall<unknown>): Counted {
  return isBooking(call) ? 'bookings' : 'requests';
}

function isBooking({ method, path }: HttpCall<unknown>): boolean {
  return method === 'POST' && path === '/invitees';
}
