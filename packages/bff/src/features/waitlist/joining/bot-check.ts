import type { WaitlistJoin } from '@botaniqal/shared/contracts/waitlist.ts';
import type { Clock } from '../../../platform/clock.ts';
import { Problem } from '../../../platform/problem.ts';

/** Nobody reads the form, fills it in and ticks the box in less. Browsers that fill in help, and need this long. */
const leastOpenMs = 1_200;

/**
 * Refuses what only a program does: the field that people do not see, and a form that was sent as soon as it was
 * there. No field is named: that would be a lesson. A person who is hit is told a way round.
 * @throws Problem invalid_request
 */
export function refuseBots({ website, openForMs }: WaitlistJoin, clinicPhone: string): void {
  if (!website && (openForMs === undefined || openForMs >= leastOpenMs)) return;
  throw new Problem(
    'invalid_request',
    `We could not take this. Please wait a moment and send it again, or call us on ${clinicPhone}.`,
  );
}

const windowMs = 60_000;
/** More addresses in a minute is an attack; the oldest are forgotten first. */
const mostAddresses = 20_000;

/**
 * Every entry sends a mail to an address that somebody typed: joining is limited tighter than other writes. Counted
 * in this process, like the limit in front of it.
 */
export class JoinLimit {
  readonly #clock: Clock;
  readonly #perMinute: number;
  readonly #counts = new Map<string, { startedAt: number; count: number }>();

  constructor(clock: Clock, perMinute = 60) {
    this.#clock = clock;
    this.#perMinute = perMinute;
  }

  /** @throws Problem too_many_requests */
  take(address: string): void {
    const now = this.#clock.now().getTime();
    let entry = this.#counts.get(address);
    if (!entry || now - entry.startedAt >= windowMs) {
      entry = { startedAt: now, count: 0 };
      this.#counts.delete(address);
      this.#counts.set(address, entry);
      if (this.#counts.size > mostAddresses) this.#counts.delete(this.#counts.keys().next().value ?? '');
    }
    entry.count += 1;
    if (entry.count <= this.#perMinute) return;
    const retryAfterSeconds = Math.max(1, Math.ceil((entry.startedAt + windowMs - now) / 1000));
    throw new Problem('too_many_requests', `Too many requests. Please wait ${retryAfterSeconds} seconds.`, {
      retryAfterSeconds,
    });
  }
}
