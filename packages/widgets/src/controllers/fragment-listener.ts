import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { keepText, keptText, onThisPage } from '../page/kept-text.ts';

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

const name = () => onThisPage('bq-link');

/** Called before the patient may leave for the bank's page, which returns to the address without its `#` part. */
export function keepFragment(): void {
  if (location.hash) keepText(name(), location.hash);
}

/** The fragment that was kept, for a patient who returns from the bank's page. */
function keptFragment(): string {
  return location.search.includes('payment_intent=') ? keptText(name()) : '';
}
