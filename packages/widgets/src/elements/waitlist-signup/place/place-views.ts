import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { phoneLink } from '../../../components/phone-link/phone-link.ts';
import { deadlineWords } from '../../../copy/appointment-time.ts';
import { placeCopy } from '../../../copy/waitlist/place.ts';
import { waitlistCopy } from '../../../copy/waitlist/waitlist.ts';
import type { Place } from '../place-shown.ts';
import { type Trouble, troubleView } from '../trouble-view.ts';
import type { Managing } from './managing.ts';

export interface PlaceShown {
  readonly place: Place;
  /** This person was on the list before they joined. */
  readonly already: boolean;
  /** The view of an offered time or an invitation. */
  readonly offer: TemplateResult | typeof nothing;
  /** The view of changing the place or leaving the list. */
  readonly managing: Managing | null;
  readonly trouble: Trouble | null;
  readonly catalogue: Catalogue;
  readonly locale: string;
  /** The person's zone. */
  readonly zone: string;
  readonly acts: {
    readonly manage: (what: 'change' | 'leave') => void;
    readonly again: () => void;
  };
}

export function placeView(shown: PlaceShown): TemplateResult {
  const { place, offer } = shown;
  // A booking made here shows its own confirmation. It keeps its place in the template: it holds the booking.
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

/** Draws the buttons that change the place or leave the list. */
function ownView(shown: PlaceShown): TemplateResult {
  const { place, managing, trouble, catalogue, acts } = shown;
  if (isOver(place)) {
    return html`<div class="actions">
      <button type="button" @click=${acts.again}>${waitlistCopy.again}</button>
    </div>`;
  }
  if (place.access === 'view') return html`<p class="quiet">${placeCopy.mailOnly}</p>`;
  const { contactPreference: by } = place;
  return html`${trouble ? troubleView(trouble, catalogue.clinic.phone) : nothing}
    ${
      managing?.what === 'change'
        ? managing.view()
        : by
          ? html`<div class="reach">
              <p>${placeCopy.reach}: <b>${waitlistCopy.contact[by]}</b></p>
              <button type="button" class="link" part="change" @click=${() => acts.manage('change')}>
                ${placeCopy.change}
              </button>
            </div>`
          : nothing
    }
    <div class="change">
      ${
        managing?.what === 'leave'
          ? managing.view()
          : html`<button type="button" class="danger" part="leave" @click=${() => acts.manage('leave')}>
              ${placeCopy.leave}
            </button>`
      }
    </div>`;
}

function isOver({ status }: Place): boolean {
  return status === 'left' || status === 'lapsed';
}

function invitationView({ place, catalogue, locale, zone }: PlaceShown) {
  if (!place.invitation) return nothing;
  const { bookBy, bookable } = place.invitation;
  const { phone } = catalogue.clinic;
  return html`<p class="numbers">${placeCopy.bookBy(deadlineWords(bookBy, zone, locale))}</p>
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
