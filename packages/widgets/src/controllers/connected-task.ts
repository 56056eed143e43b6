import { initialState, Task, type TaskConfig } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';

/**
 * A Task that stops when its element leaves the page and starts again when it comes back.
 *
 * The plain Task runs on after its element was removed; aborted by hand it ends in an error and,
 * since its arguments did not change, never runs again. Webflow moves elements (tabs, sliders,
 * overlays), so both happen on real pages.
 */
export class ConnectedTask<T extends readonly unknown[], R> extends Task<T, R> {
  private interrupted = false;
  private lastValue: R | undefined;

  constructor(host: ReactiveControllerHost, config: TaskConfig<T, R>) {
    super(host, {
      ...config,
      task: async (args, options) => {
        try {
          const value = await config.task(args, options);
          if (options.signal.aborted) return initialState;
          if (value !== initialState) this.lastValue = value as R;
          return value;
        } catch (error) {
          // An abort is our own doing, never a failure to show.
          if (options.signal.aborted) return initialState;
          throw error;
        }
      },
    });
  }

  /** The newest value there was: stays while a new run is pending or after it failed. */
  get latest(): R | undefined {
    return this.lastValue;
  }

  /** Forgets the newest value, when it answers an outdated question. */
  forget(): void {
    this.lastValue = undefined;
  }

  hostConnected(): void {
    if (!this.interrupted) return;
    this.interrupted = false;
    void this.run();
  }

  hostDisconnected(): void {
    if (this.status !== 1 /* TaskStatus.PENDING */) return;
    this.interrupted = true;
    this.abort();
  }
}
