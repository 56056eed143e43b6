import type { ReactiveController, ReactiveControllerHost } from 'lit';

let count = 0;

/**
 * Lets the browser's Back and Forward move through the steps of a journey on a page that is not ours.
 *
 * Each step forward adds a history entry. It differs from the page's own entry only by a number under our name in its
 * state: the address and the state of the page's router stay, and nothing about the patient is in it. The history
 * follows the journey, never the other way round. Where the page forbids entries (a sandboxed frame, Safari's limit of
 * 100 in 30 s), the journey works without them.
 */
export class BrowserHistory implements ReactiveController {
  readonly #name = `bq-booking-${++count}`;
  readonly #go: (depth: number) => void;
  #depth = 0;

  /** @param go called with the step (0 is the first) that Back or Forward asks for */
  constructor(host: ReactiveControllerHost, go: (depth: number) => void) {
    this.#go = go;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('popstate', this.#popped);
    // After a reload the entry still has the number of the journey before, but the journey begins again.
    if (this.#read() !== this.#depth) this.#write('replaceState', this.#depth);
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.#popped);
  }

  /** Adds or leaves history entries until they agree with the journey's step. */
  follow(depth: number): void {
    const before = this.#depth;
    if (depth === before) return;
    this.#depth = depth;
    if (depth > before) {
      for (let step = before + 1; step <= depth; step++) this.#write('pushState', step);
    } else if (this.#read() === before) {
      history.go(depth - before);
    }
  }

  readonly #popped = (): void => {
    const depth = this.#read();
    if (depth === this.#depth) return;
    this.#depth = depth;
    this.#go(depth);
  };

  #read(): number {
    const depth = states(history.state)[this.#name];
    return typeof depth === 'number' ? depth : 0;
  }

  #write(how: 'pushState' | 'replaceState', depth: number): void {
    try {
      history[how]({ ...states(history.state), [this.#name]: depth }, '');
    } catch {
      this.#depth = 0;
    }
  }
}

/** The page's state as a record; a new record when the page uses another type. */
function states(state: unknown): Record<string, unknown> {
  return typeof state === 'object' && state !== null ? { ...state } : {};
}
