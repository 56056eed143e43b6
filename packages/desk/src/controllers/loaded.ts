import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { failed, loading } from '../components/states.ts';

/**
 * Loads the data of a screen, and again when it is asked to. Old data stays while new data is on its way, and an answer
 * that comes late does not replace a newer one.
 */
export class Loaded<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #load: (signal: AbortSignal) => Promise<T>;
  #running: AbortController | undefined;
  value: T | undefined;
  error: unknown;
  busy = false;

  constructor(host: ReactiveControllerHost, load: (signal: AbortSignal) => Promise<T>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {
    void this.again();
  }

  hostDisconnected(): void {
    this.#running?.abort();
  }

  async again(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const value = await this.#load(running.signal);
      if (running.signal.aborted) return;
      this.value = value;
      this.error = undefined;
    } catch (error) {
      if (running.signal.aborted) return;
      this.error = error;
    }
    this.busy = false;
    this.#host.requestUpdate();
  }

  /** Draws the four states: first load, loading again, ready, failed with a button that tries again. */
  render(ready: (value: T) => TemplateResult): TemplateResult {
    if (this.value !== undefined) return ready(this.value);
    return this.error === undefined ? loading() : failed(this.error, () => void this.again());
  }
}
