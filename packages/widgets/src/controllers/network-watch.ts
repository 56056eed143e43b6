import type { ReactiveController, ReactiveControllerHost } from 'lit';

const changes = ['online', 'offline'];

/**
 * Knows whether the browser is offline. The browser detects a lost connection to the network, but not a network
 * without internet: a form detects that when it is sent.
 */
export class NetworkWatch implements ReactiveController {
  offline = false;
  readonly #host: ReactiveControllerHost;
  readonly #changed: (offline: boolean) => void;

  constructor(host: ReactiveControllerHost, changed: (offline: boolean) => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.offline = !navigator.onLine;
    for (const change of changes) addEventListener(change, this.#hear);
  }

  hostDisconnected(): void {
    for (const change of changes) removeEventListener(change, this.#hear);
  }

  readonly #hear = ({ type }: Event): void => {
    this.offline = type === 'offline';
    this.#host.requestUpdate();
    this.#changed(this.offline);
  };
}
