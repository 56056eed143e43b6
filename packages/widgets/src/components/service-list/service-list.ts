import type { Catalogue, CatalogueService, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import { html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import { bookingChannelOf } from '../../catalogue/booking-channel.ts';
import { visitCopy } from '../../copy/booking/visits.ts';
import { priceWords } from '../../copy/money.ts';
import { define } from '../../page/define.ts';
import { base } from '../../styles/base.ts';
import { phoneLink } from '../phone-link/phone-link.ts';
import { VisitChosenEvent } from './service-list.events.ts';
import { serviceListStyles } from './service-list.styles.ts';

/**
 * The clinic's services, each with its description, its visits, their prices and the way to book them.
 *
 * @element bq-service-list
 * @fires bq-visit-chosen - the patient chose a visit that can be booked here, or the waitlist of a service that is not open
 * @csspart service - one service
 * @csspart visit - the button of a visit
 */
export class ServiceList extends LitElement {
  static override properties: PropertyDeclarations = {
    services: { attribute: false },
    clinic: { attribute: false },
    locale: {},
    loading: { type: Number },
    service: { attribute: false },
    visit: { attribute: false },
  };

  static override styles = [base, serviceListStyles];

  services: readonly CatalogueService[] = [];
  clinic: Catalogue['clinic'] | null = null;
  locale = 'en-AU';
  /** The number of placeholders while the services load; 0 when they are loaded. */
  loading = 0;
  /** The chosen service. */
  service: ServiceId | null = null;
  /** The chosen visit. */
  visit: VisitKind | null = null;

  /** Moves focus to the first service's name. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h3')?.focus();
  }

  protected override render() {
    if (this.loading > 0) return waiting(this.loading);
    return html`<ul>
      ${this.services.map((service) => this.#service(service))}
    </ul>`;
  }

  #service(service: CatalogueService) {
    const open = service.status === 'open';
    const chosen = service.id === this.service;
    return html`<li class="service ${chosen ? 'chosen' : ''}" part="service">
      <div class="head">
        <h3 tabindex="-1">${service.name}</h3>
        <span class="state">${open ? visitCopy.open : visitCopy.openingSoon}</span>
      </div>
      <p class="summary">${service.summary}</p>
      ${open ? this.#visits(service) : this.#notOpen(service)}
    </li>`;
  }

  #visits(service: CatalogueService) {
    const by = (...ways: string[]) =>
      service.visits.filter((visit) => ways.includes(bookingChannelOf(service, visit)));
    const online = by('online', 'pay');
    const enquiry = by('enquiry');
    return html`${
      online.length > 0
        ? html`<div class="visits">${online.map((visit) => this.#button(service, visit))}</div>`
        : nothing
    }
    ${online.map(({ name, rebate }) => (rebate ? html`<p class="other"><b>${name}</b> ${rebate}</p>` : nothing))}
    ${by('phone').map(
      (visit) =>
        html`<p class="other"><b>${visit.name}</b> ${facts(visit, this.locale)}. ${visitCopy.byPhone}.</p>`,
    )}
    ${
      enquiry.length > 0
        ? html`<p class="other">
            <b>${enquiry.map((visit) => visit.name).join(', ')}</b> ${visitCopy.onEnquiry}.
            ${this.#phone()}
          </p>`
        : nothing
    }`;
  }

  #button(service: CatalogueService, visit: CatalogueVisit) {
    const free = visit.price?.amountCents === 0;
    const chosen = service.id === this.service && visit.kind === this.visit;
    return html`<button
      type="button"
      part="visit"
      class=${free ? 'primary' : ''}
      aria-current=${chosen ? 'true' : nothing}
      @click=${() => this.dispatchEvent(new VisitChosenEvent(service.id, visit.kind))}
    >
      ${visit.name} <span class="facts">${facts(visit, this.locale)}</span><span class="spoken">, ${service.name}</span>
    </button>`;
  }

  /** People join the waitlist of such a service in the place of this list. */
  #notOpen(service: CatalogueService) {
    const [visit] = service.visits;
    if (!visit) return nothing;
    return html`<div class="visits">
      <button
        type="button"
        part="visit"
        @click=${() => this.dispatchEvent(new VisitChosenEvent(service.id, visit.kind))}
      >
        ${visitCopy.join}<span class="spoken">, ${service.name}</span>
      </button>
    </div>`;
  }

  #phone() {
    return this.clinic ? phoneLink(this.clinic.phone, visitCopy.callToAsk(this.clinic.phone)) : nothing;
  }
}

/** A single service is often one that is not open yet, so no room is reserved for buttons. */
const waiting = (count: number) => html`<p class="spoken" role="status">${visitCopy.loading}</p>
  <ul aria-hidden="true">
    ${Array.from(
      { length: count },
      () => html`<li class="service">
        <div class="head"><h3><span class="skeleton">Name of a service</span></h3></div>
        <p class="summary"><span class="skeleton"></span></p>
        ${count > 1 ? html`<div class="visits"><span class="skeleton wide"></span></div>` : nothing}
      </li>`,
    )}
  </ul>`;

/** "$79 · 15 min"; a free visit says so in its name. */
function facts(visit: CatalogueVisit, locale: string): string {
  const minutes = visitCopy.minutes(visit.durationMinutes);
  return visit.price && visit.price.amountCents > 0
    ? `${priceWords(visit.price, locale)} · ${minutes}`
    : minutes;
}

define('bq-service-list', ServiceList);
