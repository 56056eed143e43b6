import type { ReactiveControllerHost } from 'lit';
import type { Slot } from '../../elements/booking/journey/journey.ts';
import { PageListener } from './page-events.ts';

/**
 * Listens to choices in other elements of the page: a service in a picker, a time in a calendar. It ignores other
 * bookings and the booking's own calendar, which reports directly. It handles a choice once, even when the page moves
 * the
 * element.
 */
export class PageChoices {
  readonly #host: HTMLElement & { readonly service: string };
  readonly #heard = new WeakSet<object>();

  /** @param choose called with ids from the page; the catalogue decides whether they exist */
  constructor(
    host: ReactiveControllerHost & HTMLElement & { readonly service: string },
    choose: (service: string, visit: string, slot?: Slot) => void,
  ) {
    this.#host = host;
    new PageListener(host, 'bq-service-selected', (detail, from, earlier) => {
      if (this.#isNews(detail, from, earlier)) choose(detail.service, detail.visit);
    });
    new PageListener(host, 'bq-slot-selected', (detail, from, earlier) => {
      const { service, visit, practitionerId, start } = detail;
      if (this.#isNews(detail, from, earlier)) choose(service, visit, { start, practitionerId });
    });
  }

  #isNews(detail: { readonly service: string }, from: HTMLElement, earlier: boolean): boolean {
    // An earlier choice of another service does not change what this element's own tag says.
    const { service } = this.#host;
    if (earlier && service && service !== detail.service) return false;
    const root = from.getRootNode();
    const speaker = root instanceof ShadowRoot ? root.host : from;
    if (this.#heard.has(detail) || speaker.localName === this.#host.localName) return false;
    this.#heard.add(detail);
    return true;
  }
}
