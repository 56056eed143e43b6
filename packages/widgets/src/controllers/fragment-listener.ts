import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Tells its element what stands behind the `#` of the page's address: when it comes to the page, and whenever another
 * link of ours is followed there. Our mails carry their tokens in it, where no server and no log sees them.
 */
export class FragmentListener implements ReactiveController {
  readonly #take: (fragment: string) => void;

  /** @param take called with `location.hash` */
  constructor(host: ReactiveControllerHost, take: (fragment: string) => void) {
    this.#take = take;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#tell);
    this.#tell();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#tell);
  }

  readonly #tell = (): void => this.#take(location.hash);
}
