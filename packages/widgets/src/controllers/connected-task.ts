import { initialState, Task, type TaskConfig } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';

/**
 * A Task that stops when its element leaves the page and starts again when it comes back.
 *
 * Lit's Task runs on after its element was removed. When we abort it, it ends in an error and never runs again, because
 * its arguments did not change. Webflow moves elements (tabs, sliders, overlays), so both happen on real pages.
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
          // We aborted the run ourselves, so this is not a failure to show.
          if (options.signal.aborted) return initialState;
          throw error;
        }
      },
    });
  }

  /** The newest value. It stays while a new run is pending or after a run has failed. */
  get latest(): R | undefined {
    return this.lastValue;
  }

  /** Forgets the newest value, when it belongs to other arguments. */
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
