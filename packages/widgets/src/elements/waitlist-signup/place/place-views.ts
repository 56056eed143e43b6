import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { ContactPreference } from '@botaniqal/shared/contracts/waitlist.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { textField } from '../../../components/form-field/text-field.ts';
import { phoneLink } from '../../../components/phone-link/phone-link.ts';
import { choiceField, contactChoices } from '../../../components/waitlist-form/choice-field.ts';
import { dayLong, timeOf } from '../../../copy/dates.ts';
import { waitlistCopy } from '../../../copy/waitlist.ts';
import { placeCopy } from '../../../copy/waitlist-place.ts';
import type { Place } from '../place-shown.ts';
import { type Trouble, troubleView } from '../trouble-view.ts';

/** What is being done about a place, beyond looking at it. */
export type Doing =
  | { readonly what: 'nothing' }
  | { readonly what: 'leave'; readonly busy: boolean }
  | {
      readonly what: 'change';
      readonly busy: boolean;
      readonly by: ContactPreference;
      /** As typed; asked where we have no number yet. */
      readonly phone: string;
      readonly error: string | null;
    };

export interface PlaceShown {
  readonly place: Place;
  /** This person was on the list before they joined. */
  readonly already: boolean;
  readonly doing: Doing;
  readonly trouble: Trouble | null;
  /** A time that is kept for them, or their invitation to book. */
  readonly offer: TemplateResult | typeof nothing;
  readonly catalogue: Catalogue;
  readonly locale: string;
  readonly acts: {
    readonly turnTo: (doing: Doing) => void;
    readonly cancel: () => void;
    readonly leave: () => void;
    readonly save: () => void;
    readonly again: () => void;
  };
}

export function placeView(shown: PlaceShown): TemplateResult {
  const { place, offer } = shown;
  // What was booked right here says so itself. It stays in its place whatever else goes: it holds the booking.
  const isBookedHere = place.status === 'booked' && offer !== nothing;
  const waits = place.status === 'waiting' && place.offer?.status !== 'offered';
  return html`${place.offer ? offer : nothing} ${isBookedHere ? nothing : stateView(shown)}
    ${place.offer ? nothing : offer} ${waits ? waitingView(shown) : nothing}
    ${isBookedHere ? nothing : ownView(shown)}`;
}

function stateView(shown: PlaceShown): TemplateResult {
  const { place, already } = shown;
  const { status, invitation } = place;
  const waits = status === 'waiting';
  return html`<div class="state ${isOver(place) ? 'over' : ''}">
    ${waits ? html`<p>${already ? placeCopy.onTheListAlready : placeCopy.onTheList}</p>` : nothing}
    <h3 class="place numbers" tabindex="-1">
      ${waits ? waitlistCopy.position(place.position, place.total) : placeCopy.status[status]}
    </h3>
    ${invitationView(shown)}
    <p>${invitation ? placeCopy.invited[invitation.bookable] : placeCopy.more[status]}</p>
  </div>`;
}

function waitingView(shown: PlaceShown): TemplateResult {
  return html`${shown.place.confirmationNeeded ? troubleView(placeCopy.confirmFirst) : nothing} ${nextView(shown)}`;
}

/** What its person may do about it. */
function ownView(shown: PlaceShown): TemplateResult {
  const { place, doing, acts } = shown;
  if (isOver(place)) {
    return html`<div class="actions">
      <button type="button" @click=${acts.again}>${waitlistCopy.again}</button>
    </div>`;
  }
  if (place.access === 'view') return html`<p class="quiet">${placeCopy.mailOnly}</p>`;
  return html`${reachView(shown)}
    <div class="change">${doing.what === 'leave' ? sureView(shown, doing.busy) : askView(shown)}</div>`;
}

function isOver({ status }: Place): boolean {
  return status === 'left' || status === 'lapsed';
}

function invitationView({ place, catalogue, locale }: PlaceShown) {
  if (!place.invitation) return nothing;
  const { bookBy, bookable } = place.invitation;
  const { phone, timeZone } = catalogue.clinic;
  const moment = `${dayLong(dayOf(bookBy, timeZone), locale)}, ${timeOf(bookBy, timeZone, locale)}`;
  return html`<p class="numbers">${placeCopy.bookBy(moment)}</p>
    ${bookable === 'phone' ? html`<p>${phoneLink(phone, waitlistCopy.call(phone))}</p>` : nothing}`;
}

function nextView({ place, catalogue }: PlaceShown): TemplateResult {
  const isOpen = catalogue.services.some(({ id, status }) => id === place.service && status === 'open');
  return html`<div class="next">
    <h3>${placeCopy.next}</h3>
    <ol>
      ${placeCopy.steps(place.contactPreference, isOpen).map((step) => html`<li>${step}</li>`)}
    </ol>
  </div>`;
}

/** How this person is reached, and a way to change that. */
function reachView(shown: PlaceShown) {
  const { place, doing, trouble, catalogue, acts } = shown;
  const by = place.contactPreference;
  if (!by) return nothing;
  if (doing.what !== 'change') {
    return html`<div class="reach">
      <p>${placeCopy.reach}: <b>${waitlistCopy.contact[by]}</b></p>
      <button
        type="button"
        class="link"
        part="change"
        @click=${() => acts.turnTo({ what: 'change', busy: false, by, phone: '', error: null })}
      >
        ${placeCopy.change}
      </button>
    </div>`;
  }
  const { busy } = doing;
  return html`<div class="all">
    ${trouble ? troubleView(trouble, catalogue.clinic.phone) : nothing}
    ${choiceField({
      name: 'contactPreference',
      label: waitlistCopy.label.contactPreference,
      error: null,
      value: doing.by,
      choices: contactChoices,
      readonly: busy,
      onChoose: (value) => acts.turnTo({ ...doing, by: value as ContactPreference, error: null }),
    })}
    ${
      doing.by !== 'email' && !place.hasPhone
        ? textField({
            name: 'phone',
            label: waitlistCopy.label.phone(true),
            type: 'tel',
            inputMode: 'tel',
            autocomplete: 'tel',
            error: doing.error,
            value: doing.phone,
            readonly: busy,
            onInput: (phone) => acts.turnTo({ ...doing, phone }),
            onBlur: () => undefined,
          })
        : nothing
    }
    <div class="actions">
      ${busyButton('', busy, placeCopy.save, placeCopy.saving, acts.save)}
      <button type="button" class="link" @click=${busy ? undefined : acts.cancel}>${placeCopy.keep}</button>
    </div>
  </div>`;
}

function askView({ acts }: PlaceShown): TemplateResult {
  return html`<button
    type="button"
    class="danger"
    part="leave"
    @click=${() => acts.turnTo({ what: 'leave', busy: false })}
  >
    ${placeCopy.leave}
  </button>`;
}

function sureView({ trouble, catalogue, acts }: PlaceShown, busy: boolean): TemplateResult {
  return html`${trouble ? troubleView(trouble, catalogue.clinic.phone) : nothing}
    <div class="next">
      <h3 class="sure" tabindex="-1">${placeCopy.sure}</h3>
      <p>${placeCopy.gone}</p>
    </div>
    <div class="actions">
      ${busyButton('danger', busy, placeCopy.yes, placeCopy.leaving, acts.leave)}
      <button type="button" aria-disabled=${busy ? 'true' : nothing} @click=${busy ? undefined : acts.cancel}>
        ${placeCopy.stay}
      </button>
    </div>`;
}

function busyButton(look: string, busy: boolean, words: string, busyWords: string, act: () => void) {
  return html`<button type="button" class=${look} aria-disabled=${busy ? 'true' : nothing} @click=${act}>
    <span class="words">
      <span class=${busy ? 'out' : ''}>${words}</span>
      <span class=${busy ? '' : 'out'}>${busyWords}</span>
    </span>
  </button>`;
}
