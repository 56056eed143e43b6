import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { choiceStyles } from '../../../components/fields/choice.styles.ts';
import { fieldStyles } from '../../../components/fields/field.styles.ts';
import { phoneLink } from '../../../components/phone-link/phone-link.ts';
import { Announcer } from '../../../controllers/announcer.ts';
import { deviceZone } from '../../../copy/dates.ts';
import { problemSentence } from '../../../copy/problems.ts';
import { waitlistCopy } from '../../../copy/waitlist/waitlist.ts';
import { define } from '../../../page/define.ts';
import { loadPart } from '../../../page/load-part.ts';
import { base } from '../../../styles/base.ts';
import type { PlaceChangedEvent } from '../offer/waitlist-offer.ts';
import type { Access, Place, PlaceShown } from '../place-shown.ts';
import type { Trouble } from '../trouble-view.ts';
import type { ManagedPlace, Managing } from './managing.ts';
import { placeView } from './place-views.ts';
import { waitlistPlaceStyles } from './waitlist-place.styles.ts';
import '../../../components/banner/banner.ts';

/**
 * A place on a waitlist, for the person who has its token: position, next steps, contact preference, leaving.
 * Loaded when there is a place to show.
 *
 * @element bq-waitlist-place
 * @slot - shown until this has loaded
 * @fires bq-join-again - the person has left the list and wants to join again
 * @fires bq-error - a change was refused or did not arrive
 * @csspart change - the button that asks for another way to be reached
 * @csspart leave - the button that asks to leave
 */
export class WaitlistPlace extends LitElement implements ManagedPlace {
  static override properties: PropertyDeclarations = {
    origin: { attribute: false },
    locale: { attribute: false },
    timeZone: { attribute: false },
    catalogue: { attribute: false },
    shown: { attribute: false },
    current: { attribute: false },
    managing: { state: true },
    trouble: { state: true },
  };

  static override styles = [base, fieldStyles, choiceStyles, waitlistPlaceStyles];

  origin = '';
  locale = 'en-AU';
  timeZone = '';
  catalogue: Catalogue | null = null;
  shown: PlaceShown | null = null;

  /** The current place. */
  current: Place | null = null;
  private managing: Managing | null = null;
  private trouble: Trouble | null = null;

  readonly #announcer = new Announcer(this);
  /** The place has or had an offer or an invitation. Its result stays visible. */
  #hasOffer = false;

  /** Moves focus to the position. */
  override focus(): void {
    void this.#focusOn('.place');
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('shown')) return;
    const place = this.shown?.place ?? null;
    this.current = place;
    this.managing = null;
    this.trouble = null;
    this.#hasOffer = Boolean(place?.offer) || place?.invitation?.bookable === 'online';
    // When it cannot be loaded, its slot shows the phone number.
    if (this.#hasOffer) loadPart(() => import('../offer/waitlist-offer.ts')).catch(() => undefined);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { current: place, shown, catalogue, managing, trouble, locale } = this;
    if (!place || !shown || !catalogue) return nothing;
    const view = placeView({
      place,
      already: shown.already,
      offer: this.#hasOffer ? this.#offer(place, shown, catalogue) : nothing,
      managing,
      trouble,
      catalogue,
      locale,
      zone: this.timeZone || deviceZone() || catalogue.clinic.timeZone,
      acts: {
        manage: (what) => void this.#manage(what),
        again: () => this.dispatchEvent(new Event('bq-join-again')),
      },
    });
    return html`<div class="all">${view} ${this.#announcer.render()}</div>`;
  }

  get phone(): string {
    return this.catalogue?.clinic.phone ?? '';
  }

  get access(): Access | null {
    return this.shown?.access ?? null;
  }

  say(words: string): void {
    this.#announcer.say(words);
  }

  #offer(place: Place, { access, answer }: PlaceShown, catalogue: Catalogue): TemplateResult {
    const { phone } = catalogue.clinic;
    return html`<bq-waitlist-offer
      .api=${this.origin}
      .locale=${this.locale}
      .timeZone=${this.timeZone}
      .catalogue=${catalogue}
      .place=${place}
      .access=${access}
      .answer=${answer ?? ''}
      @bq-place-changed=${(event: PlaceChangedEvent) => {
        if (this.current) this.current = { ...this.current, ...event.place };
      }}
      >${phoneLink(phone, waitlistCopy.call(phone))}</bq-waitlist-offer
    >`;
  }

  async #manage(what: 'change' | 'leave'): Promise<void> {
    this.trouble = null;
    const { Managing } = (await loadPart(() => import('./managing.ts')).catch(() => null)) ?? {};
    if (Managing) {
      this.managing ??= new Managing(this);
      await this.managing.begin(what);
      return;
    }
    this.trouble = { heading: waitlistCopy.notLoaded, body: problemSentence('network') };
    await this.#focusOn('bq-banner');
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

define('bq-waitlist-place', WaitlistPlace);
