import type { Clock } from '../clock.ts';

/** Refuses calls to a service that failed several times in a row. Now and then it sends one call as a probe. */
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

  /** Whole seconds until a call may be sent; `null`: now. A caller that gets `null` must report the result. */
  refusedFor(): number | null {
    if (this.#failures < this.#limits.failures) return null;
    const left = this.#closedUntil - this.#clock.now().getTime();
    if (left > 0) return Math.ceil(left / 1000);
    if (this.#probing) return 1;
    this.#probing = true;
    return null;
  }

  /** Whether a probe is running; true until its result is reported. */
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

  /** The caller aborted, so the call says nothing about the service. */
  aborted(): void {
    this.#probing = false;
  }
}
