import type { WaitlistJoin } from '@botaniqal/shared/contracts/waitlist.ts';
import type { Clock } from '../../../platform/clock.ts';
import { Problem } from '../../../platform/problem.ts';

/** A person needs longer than this to read the form, fill it in and tick the box, even when the browser helps. */
const leastOpenMs = 1_200;

/**
 * Refuses requests that only a program sends: the hidden field is filled in, or the form was sent as soon as it was
 * shown. The answer names no field, because that would teach the program. It tells a person what else they can do.
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
 * Every entry sends an email to an address that was only typed, so joining has a tighter limit than other writes.
 * Counted in this process, like the limit in front of it.
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
