import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { serviceIds } from '@botaniqal/shared/ids/ids.ts';
import { initialState, TaskStatus } from '@lit/task';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { codeOf } from '../../api/api-problem.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { faceStyles } from '../../components/face/face.styles.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { zoneAbbreviation, zonePlace } from '../../copy/dates.ts';
import { practitionersCopy as words } from '../../copy/practitioners.ts';
import { define } from '../../page/define.ts';
import { meant, oneOf } from '../../page/meant.ts';
import { neighbour } from '../../page/neighbours/neighbour.ts';
import { tellPage } from '../../page/neighbours/page-events.ts';
import { wantElement } from '../../page/neighbours/want-element.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { notLoaded } from '../not-loaded.ts';
import { readNextTimes } from './next-times.ts';
import { type BookedOnline, isSame, peopleShown, type ShownPerson } from './people-shown.ts';
import { personCard, waitingCard } from './person-card.ts';
import { practitionersStyles } from './practitioners.styles.ts';

/** A calendar or a booking that the page has placed. */
interface TimesElement extends HTMLElement {
  service: string;
  visit: string;
  practitioner: string;
  updateComplete?: Promise<unknown>;
}

/**
 * Who works at the clinic: a card for each practitioner with the next free time and a button that leads to their times.
 * A calendar or a booking on the same page shows that person; otherwise the button leads to the clinic's booking page
 * (`pages.booking` in `clinic.yaml`), and without one a booking opens below the cards.
 *
 * @element bq-practitioners
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @fires bq-ready - the practitioners are shown
 * @fires bq-service-selected - the times that the patient asked for are of another visit than the calendar shows
 * @fires bq-error - the practitioners could not be read
 * @csspart heading - the heading
 * @csspart card - the frame around one practitioner
 * @csspart registration - the link to the national register
 * @csspart see-times - the button that leads to the times of one practitioner
 */
export class Practitioners extends BqElement {
  static override properties: PropertyDeclarations = {
    service: { converter: oneOf(serviceIds) },
    practitioner: {},
    opened: { state: true },
  };

  static override styles = [tokens, base, faceStyles, practitionersStyles];

  /** Shows only those who give a visit of this service. */
  service = '';
  /** Shows only this practitioner. */
  practitioner = '';

  /** The person whose times are shown below the cards. */
  private opened: (BookedOnline & { practitioner: string }) | null = null;

  readonly #catalogue = new ConnectedTask(this, {
    task: ([origin]) => readCatalogue(origin),
    args: () => [this.origin] as const,
    onComplete: () => tellPage(this, 'bq-ready', {}),
    onError: (error) => tellPage(this, 'bq-error', { code: codeOf(error) }),
  });

  readonly #next = new ConnectedTask(this, {
    args: () => [this.#catalogue.latest, this.service, this.practitioner] as const,
    task: ([catalogue], { signal }) =>
      catalogue
        ? readNextTimes(this.origin, this.#shown(catalogue), this.#zoneOf(catalogue), signal)
        : initialState,
  });

  protected override render(): TemplateResult {
    const catalogue = this.#catalogue.latest;
    const failed = !catalogue && this.#catalogue.status === TaskStatus.ERROR;
    const zone = catalogue ? this.#zoneOf(catalogue) : '';
    return html`<div class="people" aria-busy=${catalogue || failed ? nothing : 'true'}>
      <div>
        <h2 part="heading">${words.heading}</h2>
        ${zone ? html`<p class="lead">${words.timesIn(zonePlace(zone), zoneAbbreviation(new Date(), zone, this.locale))}</p>` : nothing}
      </div>
      ${failed ? notLoaded(words.notLoaded, this.#catalogue.error, () => void this.#catalogue.run()) : this.#cards(catalogue, zone)}
      ${this.#booking()}
    </div>`;
  }

  #cards(catalogue: Catalogue | undefined, zone: string): TemplateResult {
    if (!catalogue) return html`<ul class="cards">${waitingCard()}${waitingCard()}</ul>`;
    const { phone, bookingUrl } = catalogue.clinic;
    const people = this.#shown(catalogue);
    if (people.length === 0) return html`<p>${words.nobody}</p>${phoneLink(phone, words.call(phone))}`;
    const times = this.#next.latest;
    return html`<ul class="cards">
      ${people.map((shown, index) => {
        const [lead] = shown.visits;
        return personCard(shown, {
          locale: this.locale,
          zone,
          phone,
          next: times ? times.get(shown.person.id) : 'loading',
          href: lead && bookingUrl ? withChoice(bookingUrl, lead, shown.person.id) : '',
          primary: index === 0,
          seeTimes: (event) => void this.#seeTimes(event, shown),
        });
      })}
    </ul>`;
  }

  #booking(): TemplateResult | typeof nothing {
    if (!this.opened) return nothing;
    const { service, visit, practitioner } = this.opened;
    return html`<bq-booking
      .api=${this.api}
      .locale=${this.locale}
      service=${service}
      visit=${visit}
      practitioner=${practitioner}
    ></bq-booking>`;
  }

  #shown(catalogue: Catalogue): ShownPerson[] {
    const ids = catalogue.practitioners.map(({ id }) => id);
    return peopleShown(catalogue, this.service, meant(this.practitioner, ids) ?? '');
  }

  #zoneOf({ clinic }: Catalogue): string {
    return this.patientZone(clinic.timeZone);
  }

  async #seeTimes(event: Event, { person, visits }: ShownPerson): Promise<void> {
    const [lead] = visits;
    const beside = neighbour('bq-booking', 'bq-combined-calendar') as TimesElement | null;
    if (!lead || (!beside && event.currentTarget instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    if (beside) {
      await this.#showBeside(beside, person.id, visits);
      return;
    }
    // A booking keeps what the patient chose in it, so another person gets another one.
    if (this.opened?.practitioner !== person.id) this.opened = null;
    await this.updateComplete;
    this.opened = { ...lead, practitioner: person.id };
    await this.updateComplete;
    const booking = this.renderRoot.querySelector<HTMLElement>('bq-booking');
    booking?.scrollIntoView({ block: 'start' });
    await wantElement('bq-booking');
    booking?.focus();
  }

  async #showBeside(beside: TimesElement, id: string, visits: readonly BookedOnline[]): Promise<void> {
    const { service, visit } = beside;
    const [lead] = visits;
    const shows = visits.some((each) => isSame(each, { service, visit: visit || 'consultation' }));
    if (lead && !shows && !tellPage(this, 'bq-service-selected', lead)) return;
    // A calendar that is bound to another service by its tag does not follow the page, but the patient has asked for this.
    if (lead && !shows) Object.assign(beside, lead);
    // The patient may have turned to another tab since, so the same name must count as a change.
    beside.practitioner = '';
    await beside.updateComplete;
    await new Promise(requestAnimationFrame);
    beside.practitioner = id;
    beside.scrollIntoView({ block: 'start' });
    beside.focus();
  }
}

/** The booking page with the choice in its address. */
function withChoice(page: string, { service, visit }: BookedOnline, practitioner: string): string {
  const url = new URL(page);
  for (const [name, value] of Object.entries({ service, visit, practitioner }))
    url.searchParams.set(name, value);
  return url.href;
}

define('bq-practitioners', Practitioners);
