import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { isPhone } from '@botaniqal/shared/validation/contact.ts';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { codeOf } from '../../../api/api-problem.ts';
import { newActKey } from '../../../api/client.ts';
import { changeEntry, leaveWaitlist } from '../../../api/waitlist.ts';
import { formFieldStyles } from '../../../components/form-field/form-field.styles.ts';
import { phoneLink } from '../../../components/phone-link/phone-link.ts';
import { choiceFieldStyles } from '../../../components/waitlist-form/choice-field.styles.ts';
import { Announcer } from '../../../controllers/announcer.ts';
import { problemSentence } from '../../../copy/problems.ts';
import { waitlistCopy } from '../../../copy/waitlist.ts';
import { placeCopy } from '../../../copy/waitlist-place.ts';
import { base } from '../../../styles/base.ts';
import { define } from '../../define.ts';
import { tellPage } from '../../page-events.ts';
import type { PlaceChangedEvent } from '../offer/waitlist-offer.ts';
import type { Place, PlaceShown } from '../place-shown.ts';
import type { Trouble } from '../trouble-view.ts';
import { type Doing, placeView } from './place-views.ts';
import { waitlistPlaceStyles } from './waitlist-place.styles.ts';
import '../../../components/notice/notice.ts';

const nothingDone: Doing = { what: 'nothing' };

/**
 * A place on a list, for whoever has its token: the position, what happens next, how they are reached, a way to leave.
 * Loaded when there is a place to show.
 *
 * @element bq-waitlist-place
 * @slot - shown until this has loaded
 * @fires bq-join-again - they have left, and want to be back
 * @fires bq-error - a change was refused or did not arrive
 * @csspart change - the button that asks for another way to be reached
 * @csspart leave - the button that asks to leave
 */
export class WaitlistPlace extends LitElement {
  static override styles = [base, formFieldStyles, choiceFieldStyles, waitlistPlaceStyles];

  @property({ attribute: false }) origin = '';
  @property({ attribute: false }) locale = 'en-AU';
  @property({ attribute: false }) timeZone = '';
  @property({ attribute: false }) catalogue: Catalogue | null = null;
  @property({ attribute: false }) shown: PlaceShown | null = null;

  @state() private place: Place | null = null;
  @state() private doing: Doing = nothingDone;
  @state() private trouble: Trouble | null = null;

  readonly #announcer = new Announcer(this);
  /** There is, or was, a time or an invitation to answer here: what came of it stays to be seen. */
  #hasOffer = false;
  /** One wish to leave or to change, however often it has to be sent. */
  #key = '';

  /** Moves focus to the position. */
  override focus(): void {
    void this.#focusOn('.place');
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('shown')) return;
    this.place = this.shown?.place ?? null;
    this.doing = nothingDone;
    this.trouble = null;
    this.#hasOffer = Boolean(this.place?.offer) || this.place?.invitation?.bookable === 'online';
    // Where it cannot be loaded, its room says whom to call.
    if (this.#hasOffer) import('../offer/waitlist-offer.ts').catch(() => undefined);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { place, shown, catalogue, doing, trouble, locale } = this;
    if (!place || !shown || !catalogue) return nothing;
    const view = placeView({
      place,
      already: shown.already,
      doing,
      trouble,
      offer: this.#hasOffer ? this.#offer(place, shown, catalogue) : nothing,
      catalogue,
      locale,
      acts: {
        turnTo: (next) => void this.#turnTo(next),
        cancel: () => void this.#cancel(),
        leave: () => void this.#leave(),
        save: () => void this.#save(),
        again: () => this.dispatchEvent(new Event('bq-join-again')),
      },
    });
    return html`<div class="all">${view} ${this.#announcer.render()}</div>`;
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
        this.place = { ...place, ...event.place };
      }}
      >${phoneLink(phone, waitlistCopy.call(phone))}</bq-waitlist-offer
    >`;
  }

  /** Another thing is begun, or what is being done has changed. */
  async #turnTo(doing: Doing): Promise<void> {
    const isNew = doing.what !== this.doing.what;
    this.doing = doing;
    // Whatever was sent before had another content.
    this.#key = newActKey();
    if (!isNew) return;
    this.trouble = null;
    await this.#focusOn(doing.what === 'leave' ? '.sure' : ':checked');
  }

  async #cancel(): Promise<void> {
    const { what } = this.doing;
    this.doing = nothingDone;
    this.trouble = null;
    if (what === 'leave') this.#announcer.say(placeCopy.stayed);
    await this.#focusOn(`[part="${what}"]`);
  }

  async #leave(): Promise<void> {
    const access = this.shown?.access;
    if (this.doing.what !== 'leave' || this.doing.busy || !access) return;
    this.doing = { what: 'leave', busy: true };
    this.#announcer.say(placeCopy.leaving);
    try {
      await leaveWaitlist(this.origin, access.entryId, { token: access.token, key: this.#key });
      if (this.place) this.place = { ...this.place, status: 'left' };
      this.doing = nothingDone;
      this.#announcer.say('');
      await this.#focusOn('.place');
    } catch (error) {
      this.doing = { what: 'leave', busy: false };
      await this.#notDone(placeCopy.notLeft, error);
    }
  }

  async #save(): Promise<void> {
    const { doing, place } = this;
    const access = this.shown?.access;
    if (doing.what !== 'change' || doing.busy || !access || !place) return;
    const { by } = doing;
    const phone = by === 'email' || place.hasPhone ? '' : doing.phone.trim();
    if (by !== 'email' && !place.hasPhone && !isPhone(phone)) {
      this.doing = { ...doing, error: waitlistCopy.needsMobile[by] };
      await this.#focusOn('#phone');
      return;
    }
    this.doing = { ...doing, busy: true };
    try {
      const change = { contactPreference: by, ...(phone && { phone }) };
      this.place = await changeEntry(this.origin, access.entryId, change, {
        token: access.token,
        key: this.#key,
      });
      this.doing = nothingDone;
      this.trouble = null;
      this.#announcer.say(placeCopy.saved(by));
      await this.#focusOn('[part="change"]');
    } catch (error) {
      this.doing = { ...doing, busy: false };
      await this.#notDone(placeCopy.notSaved, error);
    }
  }

  async #notDone(heading: string, error: unknown): Promise<void> {
    const code = codeOf(error);
    tellPage(this, 'bq-error', { code });
    this.trouble = { heading, body: problemSentence(code) };
    await this.#focusOn('bq-notice');
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

define('bq-waitlist-place', WaitlistPlace);
