import type { SandboxClock } from '../../control/clock.ts';
import type { Limits } from '../settings.ts';
import { type Refusal, throttled } from './refusal.ts';

const windowMs = 600_000;

/** Counts the requests of one app per mailbox: in ten minutes, and at the same time. */
export class Throttle {
  readonly #clock: SandboxClock;
  readonly #limits: () => Limits;
  readonly #times = new Map<string, number[]>();
  readonly #running = new Map<string, number>();

  constructor(clock: SandboxClock, limits: () => Limits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** A request begins. The caller calls `end` when it has its answer. @returns why it is refused, or null */
  begin(mailbox: string): Refusal | null {
    const { requestsPerTenMinutes, concurrentRequests, retryAfterSeconds } = this.#limits();
    const running = (this.#running.get(mailbox) ?? 0) + 1;
    this.#running.set(mailbox, running);
    if (concurrentRequests !== null && running > concurrentRequests) {
      return throttled('Application is over its MailboxConcurrency limit.', retryAfterSeconds);
    }
    const now = this.#clock.now().getTime();
    const times = (this.#times.get(mailbox) ?? []).filter((at) => at > now - windowMs && at <= now);
    this.#times.set(mailbox, times);
    const [first] = times;
    if (requestsPerTenMinutes !== null && times.length >= requestsPerTenMinutes) {
      const wait = Math.ceil(((first ?? now) + windowMs - now) / 1000);
      return throttled('Application is over its MailboxRequests limit.', wait);
    }
    times.push(now);
    return null;
  }

  end(mailbox: string): void {
    this.#running.set(mailbox, Math.max((this.#running.get(mailbox) ?? 1) - 1, 0));
  }

  reset(): void {
    this.#times.clear();
  }
}
