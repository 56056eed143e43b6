import type { ReactiveController, ReactiveControllerHost } from 'lit';

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

/** The key in the tab's session storage, one for each page, as in `resume-token.ts`. */
const key = () => `bq-link:${location.pathname}`;

/** Called before the patient may leave for the bank's page, which returns to the address without its `#` part. */
export function keepFragment(): void {
  try {
    if (location.hash) sessionStorage.setItem(key(), location.hash);
  } catch {
    // Without storage the page starts anew after the return. The payment stands, and an email confirms it.
  }
}

/** The fragment that was kept, for a patient who returns from the bank's page. */
function keptFragment(): string {
  try {
    return (location.search.includes('payment_intent=') && sessionStorage.getItem(key())) || '';
  } catch {
    return '';
  }
}
