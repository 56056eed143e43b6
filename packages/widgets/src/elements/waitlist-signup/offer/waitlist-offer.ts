import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { isPhone } from '@botaniqal/shared/validation/contact.ts';
import { tidyCode, tidyText } from '@botaniqal/shared/validation/typed-text.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ApiProblem, codeOf } from '../../../api/api-problem.ts';
import { newActKey } from '../../../api/client.ts';
import { acceptOffer, declineOffer, readEntry } from '../../../api/waitlist.ts';
import { fieldStyles } from '../../../components/fields/field.styles.ts';
import { FormValidation } from '../../../components/form-validation/form-validation.ts';
import { Announcer } from '../../../controllers/announcer.ts';
import { deviceZone } from '../../../copy/dates.ts';
import { problemSentence } from '../../../copy/problems.ts';
import { offerCopy } from '../../../copy/waitlist/offer.ts';
import { define } from '../../../page/define.ts';
import { keptText, onThisPage } from '../../../page/kept-text.ts';
import type { Invited } from '../../../page/links/invited.ts';
import { tellPage } from '../../../page/neighbours/page-events.ts';
import { wantElement } from '../../../page/neighbours/want-element.ts';
import { base } from '../../../styles/base.ts';
import { BqElement } from '../../bq-element.ts';
import type { Access, Place } from '../place-shown.ts';
import type { Trouble } from '../trouble-view.ts';
import { invitedBy, offeredBy } from './invited-by.ts';
import { type Asked, type Given, type OfferShown, offerView, takenView } from './offer-views.ts';
import { waitlistOfferStyles } from './waitlist-offer.styles.ts';
import '../../../components/banner/banner.ts';

/** The clean-up of each answer, before it is checked and sent. */
const tidy = { phone: tidyCode, primaryConcern: tidyText };

/** The place has changed. Not composed: the element around the offer handles it. */
export class PlaceChangedEvent extends Event {
  static readonly type = 'bq-place-changed';
  readonly place: Partial<Place>;
  constructor(place: Partial<Place>) {
    super(PlaceChangedEvent.type, { bubbles: true });
    this.place = place;
  }
}

/**
 * Shows an invitation, which books here, or an offered time, which the person accepts or declines. Opening a link
 * changes
 * nothing, because programs that scan emails follow links.
 *
 * @element bq-waitlist-offer
 * @fires bq-place-changed - the place on the list has changed
 * @fires bq-error - an answer was refused or did not arrive
 * @csspart take - the button that takes the time
 * @csspart let-go - the button that lets it go
 */
export class WaitlistOfferElement extends BqElement {
  static override properties: PropertyDeclarations = {
    catalogue: { attribute: false },
    place: { attribute: false },
    access: { attribute: false },
    answer: {},
    step: { state: true },
    invited: { state: true },
    taken: { state: true },
    busy: { state: true },
    given: { state: true },
    trouble: { state: true },
  };

  static override styles = [base, fieldStyles, waitlistOfferStyles];

  catalogue: Catalogue | null = null;
  place: Place | null = null;
  access: Access | null = null;
  /** The answer in the link that the person followed. The element asks before it sends the answer. */
  answer = '';

  private step: OfferShown['step'] = 'offered';
  /** The booking that the waitlist allows this person to make here. */
  private invited: Invited | null = null;
  private taken: ConsultationBooked | null = null;
  private busy = false;
  private given: Given = { phone: '', primaryConcern: '' };
  private trouble: Trouble | null = null;

  readonly #announcer = new Announcer(this);
  readonly #validation = new FormValidation<Asked>(
    this,
    () => this.place?.offer?.asks ?? [],
    (field) => {
      const value = tidy[field](this.given[field]);
      return (field === 'phone' ? isPhone(value) : value !== '') ? null : offerCopy.faults[field];
    },
  );
  /** The key of one answer. It stays the same when the answer is sent again. */
  #key = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { place, access, answer } = this;
    if (!place || !access || this.invited || this.taken) return;
    if (changed.has('place') && place.invitation?.bookable === 'online') this.#book(invitedBy(place, access));
    if (place.offer && isPaidHere(place.offer)) this.#book(offeredBy(place.offer, access));
    if (!changed.has('answer') || place.offer?.status !== 'offered') return;
    if (answer === 'decline') this.#letGo();
    if (answer === 'accept') void this.#focusOn('.title');
  }

  protected override render(): TemplateResult | typeof nothing {
    const { place, catalogue } = this;
    if (!place || !catalogue) return nothing;
    return html`${this.#content(place, catalogue)} ${this.#announcer.render()}`;
  }

  #content({ offer, service, invitation }: Place, catalogue: Catalogue) {
    if (this.invited) {
      const visits = offer ? [offer.visit] : (invitation?.visits ?? []);
      return html`<bq-booking
        .api=${this.api}
        .locale=${this.locale}
        .timeZone=${this.timeZone}
        .service=${visits.length === 1 ? service : ''}
        .visit=${visits.length === 1 ? (visits[0]?.kind ?? '') : ''}
        .invited=${this.invited}
        @bq-booking-confirmed=${() => this.#tell({ status: 'booked', position: 0 })}
      ></bq-booking>`;
    }
    if (!offer) return nothing;
    const { locale } = this;
    const patientZone = this.patientZone(catalogue.clinic.timeZone);
    if (this.taken) {
      const { taken } = this;
      return html`<section class="card">${takenView(taken, { offer, catalogue, locale, patientZone })}</section>`;
    }
    if (offer.status !== 'offered')
      return html`<p class="over" tabindex="-1">${offerCopy.over[offer.status]}</p>`;
    const { step, busy, given, trouble } = this;
    return html`<section class="card">
      ${offerView({
        offer,
        catalogue,
        locale,
        patientZone,
        step,
        busy,
        given,
        trouble,
        messages: this.#validation.messages,
        summary: this.#validation.summary(),
        acts: {
          take: () => void this.#take(),
          send: (event) => {
            event.preventDefault();
            if (this.#validation.validateAll()) void this.#accept();
          },
          letGo: () => this.#letGo(),
          decline: () => void this.#decline(),
          keep: () => void this.#keep(),
          type: (field, value) => {
            this.given = { ...this.given, [field]: value };
            // A request with other content needs another key.
            this.#key = '';
            this.#validation.typed(field);
          },
          leave: (field) => this.#validation.left(field),
        },
      })}
    </section>`;
  }

  #book(invited: Invited): void {
    this.invited = invited;
    void wantElement('bq-booking');
  }

  /** Opens the booking for a visit with a price, asks for missing details, or accepts the time at once. */
  async #take(): Promise<void> {
    const { place, access } = this;
    const offer = place?.offer;
    if (!offer || !access || this.busy) return;
    this.trouble = null;
    if (offer.visit.price.amountCents > 0) this.#book(offeredBy(offer, access));
    else if (offer.asks.length > 0) {
      this.step = 'asking';
      await this.#focusOn('form input, form textarea');
    } else await this.#accept();
  }

  async #accept(): Promise<void> {
    const { asks = [] } = this.place?.offer ?? {};
    const given = Object.fromEntries(asks.map((field) => [field, tidy[field](this.given[field])]));
    const zone = deviceZone();
    await this.#answer(offerCopy.taking, offerCopy.notTaken, async (ids, options) => {
      this.taken = await acceptOffer(
        this.origin,
        ids,
        { ...given, ...(zone && { timeZone: zone }) },
        options,
      );
      this.#tell({ status: 'booked', position: 0 });
      await this.#focusOn('.title');
    });
  }

  #letGo(): void {
    this.trouble = null;
    this.#key = '';
    this.step = 'declining';
    void this.#focusOn('h4');
  }

  async #decline(): Promise<void> {
    await this.#answer(offerCopy.passing, offerCopy.notPassed, async (ids, options) => {
      this.#tell(await declineOffer(this.origin, ids, options));
      await this.#focusOn('.over');
    });
  }

  async #keep(): Promise<void> {
    const from = this.step;
    this.step = 'offered';
    this.trouble = null;
    this.#key = '';
    await this.#focusOn(`[part="${from === 'declining' ? 'let-go' : 'take'}"]`);
  }

  async #answer(
    saying: string,
    notDone: string,
    send: (
      ids: { entryId: string; offerId: string },
      options: { token: string; key: string },
    ) => Promise<void>,
  ): Promise<void> {
    const { place, access } = this;
    const offerId = place?.offer?.offerId;
    if (!access || !offerId || this.busy) return;
    const { entryId, token } = access;
    this.busy = true;
    this.trouble = null;
    this.#key ||= newActKey();
    this.#announcer.say(saying);
    try {
      await send({ entryId, offerId }, { token, key: this.#key });
    } catch (error) {
      await this.#notDone(error, notDone, { entryId, token });
    } finally {
      this.busy = false;
      this.#announcer.say('');
    }
  }

  async #notDone(error: unknown, heading: string, { entryId, token }: Access): Promise<void> {
    const code = codeOf(error);
    tellPage(this, 'bq-error', { code });
    const fields = error instanceof ApiProblem ? error.fields : [];
    const asks = this.place?.offer?.asks ?? [];
    const refused = asks.filter((field) => fields.some(({ path }) => path === field));
    // After a refusal the next request has a new key. When the outcome is unknown, it keeps the old key.
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) this.#key = '';
    if (refused.length > 0) {
      void this.#validation.showErrors(() =>
        Object.fromEntries(refused.map((field) => [field, offerCopy.faults[field]])),
      );
      return;
    }
    if (code === 'slot_unavailable') {
      const now = await readEntry(this.origin, entryId, { token }).catch(() => null);
      if (now && now.offer?.status !== 'offered') {
        this.#tell(now);
        await this.#focusOn('.over');
        return;
      }
    }
    this.trouble = { heading, body: code === 'slot_unavailable' ? offerCopy.gone : problemSentence(code) };
    await this.#focusOn('bq-banner');
  }

  #tell(place: Partial<Place>): void {
    this.dispatchEvent(new PlaceChangedEvent(place));
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    // The element around the offer handles the event and sets another place, which needs a second update.
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

/** Whether the patient pays for the time on this page, which was reloaded or reached from the bank's page. */
function isPaidHere({ status, bookingId }: NonNullable<Place['offer']>): boolean {
  if (status !== 'accepted' || !bookingId) return false;
  const isBack =
    location.search.includes('payment_intent=') ||
    Object.keys(history.state ?? {}).some((name) => name.startsWith('bq-booking'));
  return isBack && keptText(onThisPage('bq-booking')).includes(bookingId);
}

define('bq-waitlist-offer', WaitlistOfferElement);
