import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { hear } from '../api/live.ts';
import type { Screen } from './navigation.ts';

/** The numbers in the navigation. A number that cannot be read is left out. */
export class Counts implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #numbers = new Map<string, number>();
  #screens: readonly Screen[] = [];
  #running = new AbortController();
  #stopHearing = () => {};

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stopHearing = hear(({ kind }) => {
      for (const screen of this.#screens) {
        if (kind === 'resync' || screen.count?.kinds.includes(kind)) void this.#read(screen);
      }
    });
  }

  hostDisconnected(): void {
    this.#stopHearing();
    this.#running.abort();
  }

  /** Counts for these screens from now on; none while no one is signed in. */
  use(screens: readonly Screen[]): void {
    this.#running.abort();
    this.#running = new AbortController();
    this.#numbers.clear();
    this.#screens = screens;
    for (const screen of screens) void this.#read(screen);
  }

  of({ id }: Screen): number | undefined {
    return this.#numbers.get(id);
  }

  async #read({ id, count }: Screen): Promise<void> {
    if (!count) return;
    const { signal } = this.#running;
    try {
      const number = await count.read(signal);
      if (!signal.aborted) this.#numbers.set(id, number);
    } catch {
      if (!signal.aborted) this.#numbers.delete(id);
    }
    this.#host.requestUpdate();
  }
}
