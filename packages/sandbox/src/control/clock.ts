/**
 * The sandbox's own time. It runs like the real one, shifted by what a test or a person has set,
 * so that notice periods, limits per hour and retries over a day can be tried in a moment.
 */
export class SandboxClock {
  readonly #startOffset: number;
  #offset: number;
  readonly #listeners = new Set<() => void>();

  /** @param start the instant the clock shows at first, and again after a reset; default: the real time */
  constructor(start?: Date) {
    this.#startOffset = start ? start.getTime() - Date.now() : 0;
    this.#offset = this.#startOffset;
  }

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  set(instant: Date): void {
    this.#shiftTo(instant.getTime() - Date.now());
  }

  advance(milliseconds: number): void {
    this.#shiftTo(this.#offset + milliseconds);
  }

  reset(): void {
    this.#shiftTo(this.#startOffset);
  }

  /** Calls back whenever the time is set, so that what became due in between is done. */
  onShift(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #shiftTo(offset: number): void {
    this.#offset = offset;
    for (const listener of this.#listeners) listener();
  }
}
