import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { keptFragment } from '../page/kept-fragment.ts';

/**
 * Tells its element the part of the page's address after the `#`: when the element is placed on the page, and whenever
 * that part changes. Our emails put their tokens there, where no server and no log sees them.
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

  readonly #tell = (): void => this.#take(location.hash || keptFragment());
}
