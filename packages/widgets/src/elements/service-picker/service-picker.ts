import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { type ServiceId, serviceIds } from '@botaniqal/shared/ids/ids.ts';
import { TaskStatus } from '@lit/task';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { codeOf } from '../../api/api-problem.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import type { VisitChosenEvent } from '../../components/service-list/service-list.events.ts';
import type { ServiceList } from '../../components/service-list/service-list.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { pickerCopy } from '../../copy/booking/picker.ts';
import { visitCopy } from '../../copy/booking/visits.ts';
import { define } from '../../page/define.ts';
import { oneOf } from '../../page/meant.ts';
import { neighbour } from '../../page/neighbours/neighbour.ts';
import { type PageEvents, PageListener, tellPage } from '../../page/neighbours/page-events.ts';
import { wantElement } from '../../page/neighbours/want-element.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { notLoaded } from '../not-loaded.ts';
import { servicePickerStyles } from './service-picker.styles.ts';
import '../../components/service-list/service-list.ts';

type Chosen = PageEvents['bq-service-selected'];

/**
 * The clinic's services with prices and lengths. The calendar or the booking on the same page takes the choice and
 * comes
 * into view. A service that is not open yet leads to its waitlist.
 *
 * @element bq-service-picker
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @fires bq-ready - the services are shown
 * @fires bq-service-selected - the patient chose a service and a visit; a page that continues by itself cancels it
 * @fires bq-error - the services could not be read
 * @csspart heading - the question above the services
 */
export class ServicePicker extends BqElement {
  static override properties: PropertyDeclarations = {
    service: { converter: oneOf(serviceIds) },
    chosen: { state: true },
    showsAll: { state: true },
    waitsFor: { state: true },
  };

  static override styles = [tokens, base, servicePickerStyles];

  /** Shows only this service, with a button that shows the others. */
  service = '';

  private chosen: Chosen | null = null;
  private showsAll = false;
  /** The service whose waitlist is shown below the services. */
  private waitsFor: ServiceId | null = null;

  readonly #catalogue = new ConnectedTask(this, {
    task: ([origin]) => readCatalogue(origin),
    args: () => [this.origin] as const,
    onComplete: () => tellPage(this, 'bq-ready', {}),
    onError: (error) => tellPage(this, 'bq-error', { code: codeOf(error) }),
  });

  constructor() {
    super();
    new PageListener(this, 'bq-service-selected', (detail) => {
      this.chosen = detail;
    });
  }

  protected override render(): TemplateResult {
    const catalogue = this.#catalogue.latest;
    const failed = !catalogue && this.#catalogue.status === TaskStatus.ERROR;
    return html`<div class="picker" aria-busy=${catalogue || failed ? nothing : 'true'}>
      <div class=${this.#isAlone ? 'head spoken' : 'head'}>
        <h2 part="heading">${visitCopy.heading}</h2>
        <p class="lead">${visitCopy.lead}</p>
      </div>
      ${failed ? notLoaded(pickerCopy.notLoaded, this.#catalogue.error, () => void this.#catalogue.run()) : this.#services(catalogue)}
    </div>`;
  }

  #services(catalogue: Catalogue | undefined): TemplateResult {
    if (!catalogue) return html`<bq-service-list loading=${this.#isAlone ? 1 : 5}></bq-service-list>`;
    const { services, clinic } = catalogue;
    const alone = this.#isAlone;
    if (services.length === 0) return html`<p>${visitCopy.nothingToShow}</p>`;
    return html`<bq-service-list
        .services=${alone ? services.filter(({ id }) => id === this.service) : services}
        .clinic=${clinic}
        .locale=${this.locale}
        .service=${this.chosen?.service ?? null}
        .visit=${this.chosen?.visit ?? null}
        @bq-visit-chosen=${this.#choose}
      ></bq-service-list>
      ${
        alone && services.length > 1
          ? html`<button type="button" class="link all" @click=${this.#showAll}>${pickerCopy.showAll}</button>`
          : nothing
      }
      ${
        this.waitsFor
          ? html`<bq-waitlist-signup .api=${this.api} .locale=${this.locale} service=${this.waitsFor}
              >${phoneLink(clinic.phone, visitCopy.callToAsk(clinic.phone))}</bq-waitlist-signup
            >`
          : nothing
      }`;
  }

  /** A single service shows no question above its name. An unknown id counts as no service. */
  get #isAlone(): boolean {
    if (this.showsAll || !this.service) return false;
    return this.#catalogue.latest?.services.some(({ id }) => id === this.service) ?? true;
  }

  async #showAll(): Promise<void> {
    this.showsAll = true;
    await this.updateComplete;
    // The pressed button disappears, so focus moves to the first service.
    const list = this.renderRoot.querySelector<ServiceList>('bq-service-list');
    await list?.updateComplete;
    list?.focus();
  }

  #choose({ service, visit }: VisitChosenEvent): void {
    const isOpen = this.#catalogue.latest?.services.find(({ id }) => id === service)?.status !== 'waitlist';
    // The waitlist is shown here, so a booking on the same page must not show it, too.
    if (!tellPage(this, 'bq-service-selected', { service, visit }, !isOpen)) return;
    this.chosen = { service, visit };
    this.waitsFor = null;
    // On a phone the booking may be far below. It moves the focus itself when it has taken the choice.
    if (isOpen) neighbour('bq-booking', 'bq-combined-calendar')?.scrollIntoView({ block: 'start' });
    else void this.#leadToWaitlist(service);
  }

  /** Goes to the page's own sign-up for this service, or opens one below the services. */
  async #leadToWaitlist(service: ServiceId): Promise<void> {
    let signUp = neighbour(`bq-waitlist-signup[service="${service}"]`);
    if (!signUp) {
      this.waitsFor = service;
      await this.updateComplete;
      signUp = this.renderRoot.querySelector('bq-waitlist-signup');
    }
    signUp?.scrollIntoView({ block: 'start' });
    // When it cannot be loaded, its slot shows the phone number.
    await wantElement('bq-waitlist-signup');
    signUp?.focus();
  }
}

define('bq-service-picker', ServicePicker);
