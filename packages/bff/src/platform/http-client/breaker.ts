import type { Clock } from '../clock.ts';

/** Refuses calls to a service that failed several times in a row, and lets one through now and then to see. */
export class Breaker {
  readonly #clock: Clock;
  readonly #limits: { failures: number; pauseMs: number };
  #failures = 0;
  #closedUntil = 0;
  #probing = false;

  constructor(clock: Clock, limits: { failures: number; pauseMs: number }) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Whole seconds until a call may be tried again; `null` when it may be now. Whoever gets `null` must report back. */
  refusedFor(): number | null {
    if (this.#failures < this.#limits.failures) return null;
    const left = this.#closedUntil - this.#clock.now().getTime();
    if (left > 0) return Math.ceil(left / 1000);
    if (this.#probing) return 1;
    this.#probing = true;
    return null;
  }

  /** Whether the call that was let through last is the one that looks; true until it reports back. */
  get probing(): boolean {
    return this.#probing;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#probing = false;
  }

  failed(): void {
    this.#failures += 1;
    this.#probing = false;
    this.#closedUntil = this.#clock.now().getTime() + this.#limits.pauseMs;
  }

  /** The call ended without saying anything about the service: the caller gave up. */
  undecided(): void {
    this.#probing = false;
  }
}
