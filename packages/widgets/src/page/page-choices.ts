import type { ReactiveControllerHost } from 'lit';
import type { Slot } from '../elements/booking/journey/journey.ts';
import { PageListener } from './page-events.ts';

/**
 * Listens to choices in other elements of the page: a service in a picker, a time in a calendar. It ignores other
 * bookings and the booking's own calendar, which reports directly. It handles a choice once, even when the page moves
 * the
 * element.
 */
export class PageChoices {
  readonly #host: HTMLElement;
  readonly #heard = new WeakSet<object>();

  /** @param choose called with ids from the page; the catalogue decides whether they exist */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    choose: (service: string, visit: string, slot?: Slot) => void,
  ) {
    this.#host = host;
    new PageListener(host, 'bq-service-selected', (detail, from) => {
      if (this.#isNews(detail, from)) choose(detail.service, detail.visit);
    });
    new PageListener(host, 'bq-slot-selected', (detail, from) => {
      const { service, visit, practitionerId, start } = detail;
      if (this.#isNews(detail, from)) choose(service, visit, { start, practitionerId });
    });
  }

  #isNews(detail: object, from: HTMLElement): boolean {
    const root = from.getRootNode();
    const speaker = root instanceof ShadowRoot ? root.host : from;
    if (this.#heard.has(detail) || speaker.localName === this.#host.localName) return false;
    this.#heard.add(detail);
    return true;
  }
}
