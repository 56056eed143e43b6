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

  readonly #tell = (): void => this.#take(location.hash || keptFragment());
}

/** By the page's path, in the tab's session, as `paid-note.ts` keeps a booking's own link. */
const key = () => `bq-link:${location.pathname}`;

/** Before a bank's page may be gone to: it leads back to the page without what stands behind the `#`. */
export function keepFragment(): void {
  try {
    if (location.hash) sessionStorage.setItem(key(), location.hash);
  } catch {
    // Without storage the page that is come back to begins anew; what was paid stands, and a mail says so.
  }
}

/** What stood there, for who has come back from the bank's page. */
function keptFragment(): string {
  try {
    return (location.search.includes('payment_intent=') && sessionStorage.getItem(key())) || '';
  } catch {
    return '';
  }
}
