import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Makes the browser ask before the patient leaves the page with unsaved answers. It listens only then, because some
 * browsers do not keep a page with such a listener for Back.
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
