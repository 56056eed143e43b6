import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * A page that is left by mistake asks first, while something that was typed is nowhere else. Only then: a page that may
 * ask is one that some browsers do not keep for Back.
 */
export class UnsavedGuard implements ReactiveController {
  #unsaved = false;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  set unsaved(unsaved: boolean) {
    this.#unsaved = unsaved;
    removeEventListener('beforeunload', this.#warn);
    if (unsaved) addEventListener('beforeunload', this.#warn);
  }

  hostConnected(): void {
    this.unsaved = this.#unsaved;
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#warn);
  }

  readonly #warn = (event: BeforeUnloadEvent): void => event.preventDefault();
}
