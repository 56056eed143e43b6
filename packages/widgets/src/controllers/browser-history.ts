import type { ReactiveController, ReactiveControllerHost } from 'lit';

let count = 0;

/**
 * Lets the browser's Back and Forward walk the steps of a journey on a page that is not ours.
 *
 * Each step forward adds an entry that differs from the page's own only by a number under our name in its
 * state: the address stays, what a router of the page keeps in the state stays, and nothing about the
 * patient is in it. The journey is the truth and the history follows. Where the page forbids entries
 * (a sandboxed frame, Safari's limit of 100 in 30 s), the journey works without them.
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
    // After a reload the entry still carries the number of a journey that has to begin again.
    if (this.#read() !== this.#depth) this.#write('replaceState', this.#depth);
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.#popped);
  }

  /** Tells where the journey stands now. */
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

/** The page's state as a record; what is none is the page's own affair and starts a new one. */
function states(state: unknown): Record<string, unknown> {
  return typeof state === 'object' && state !== null ? { ...state } : {};
}
