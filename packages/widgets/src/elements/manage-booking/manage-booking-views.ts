import type { BookingView, PaymentStatus } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { findPractitioner, findVisit } from '../../catalogue/find.ts';
import { busyWords } from '../../components/busy-words/busy-words.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { appointmentTime, momentWords } from '../../copy/appointment-time.ts';
import { manageCopy } from '../../copy/booking/manage.ts';
import { refundWords } from '../../copy/booking/refund.ts';
import { chargeWords } from '../../copy/money.ts';

/** The facts and acts that the views of a booking need. */
export interface Shown {
  readonly booking: BookingView;
  /** The token that opens the booking. */
  readonly token: string;
  readonly api: string;
  readonly catalogue: Catalogue;
  readonly locale: string;
  /** The zone of the page's attribute; empty: none. */
  readonly timeZone: string;
  readonly patientZone: string;
  readonly file: 'idle' | 'fetching' | 'failed';
  readonly cancelling: 'no' | 'asked' | 'sending' | 'refused';
  /** The sentence for a cancellation that failed. */
  readonly refusedBecause: string;
  /** The patient books again, below the booking that is over. */
  readonly again: boolean;
  readonly acts: Readonly<Record<'fetchFile' | 'ask' | 'keep' | 'cancel' | 'bookAgain', () => void>>;
}

/** Placeholders with roughly the size of the content. They appear when loading takes long enough to notice. */
export const waitingView = html`<p class="spoken" role="status">${manageCopy.loading}</p>
  <div class="waiting" aria-hidden="true">
    <i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i>
  </div>`;

export function brokenLink({ heading, body }: { heading: string; body: string }): TemplateResult {
  return html`<bq-banner .heading=${heading} .body=${body}></bq-banner>`;
}

export function bookingView(shown: Shown): TemplateResult {
  const { booking, catalogue, locale, patientZone, file, acts } = shown;
  const { clinic } = catalogue;
  const offered = findVisit(catalogue, booking.service, booking.visit);
  const isOn = booking.status === 'confirmed';
  const time = appointmentTime(booking.start, booking.durationMinutes, clinic.timeZone, patientZone, locale);
  const paid = paidWords(shown);
  const terms = booking.cancellation ? termsOf(shown) : '';
  return html`${stateView(shown)}
    <dl class="numbers">
      <dt>${manageCopy.when}</dt>
      <dd>
        ${time.day}, ${time.time}, ${time.place}${time.elsewhere ? html`<p>${time.elsewhere}</p>` : nothing}
      </dd>
      <dt>${manageCopy.withWhom}</dt>
      <dd>${findPractitioner(catalogue, booking.practitionerId)?.name ?? ''}, ${manageCopy.byVideo}</dd>
      <dt>${manageCopy.what}</dt>
      <dd>${offered ? `${offered.service.name} · ${offered.visit.name}` : ''}</dd>
      ${paid ? html`<dt>${manageCopy.paid}</dt><dd>${paid}${terms ? html`<p>${terms}</p>` : nothing}</dd>` : nothing}
      <dt>${manageCopy.number}</dt>
      <dd>${booking.confirmationNumber}</dd>
    </dl>
    ${isOn ? actionsView(booking.zoomLink, file, acts.fetchFile) : nothing}
    ${isOn && booking.forms.length > 0 ? formsView(shown) : nothing}
    ${isOn || booking.status === 'confirming' ? changeView(shown) : nothing}
    ${isOver(booking.status) ? againView(shown) : nothing}`;
}

function isOver(status: BookingView['status']): boolean {
  return status === 'cancelled' || status === 'expired' || status === 'failed';
}

/** A booking that is over leads to another one, for the same visit. */
function againView({ booking, catalogue, api, locale, timeZone, again, acts }: Shown): TemplateResult {
  if (!again) {
    return html`<div><button type="button" class="primary" part="again" @click=${acts.bookAgain}>${manageCopy.again}</button></div>`;
  }
  const { phone } = catalogue.clinic;
  return html`<bq-booking
    .api=${api}
    .locale=${locale}
    .timeZone=${timeZone}
    .service=${booking.service}
    .visit=${booking.visit}
    >${phoneLink(phone, manageCopy.call(phone))}</bq-booking
  >`;
}

function termsOf({ booking, catalogue, patientZone, locale }: Shown): string {
  const { price, start, bookedAt } = booking;
  return refundWords(price, start, bookedAt, catalogue.clinic, patientZone, locale);
}

/** What is refunded now, and until when all of it is or was; empty for a booking that cost nothing. */
function refundNow(shown: Shown): string[] {
  const { payment, cancellation, start } = shown.booking;
  const paidCents = payment?.paidCents ?? 0;
  if (!cancellation?.fullRefundUntil || paidCents === 0) return [];
  const { refundCents, fullRefundUntil } = cancellation;
  const { refund } = manageCopy;
  const paid = money(shown, paidCents);
  if (refundCents === paidCents) return [refund.all(paid), termsOf(shown)];
  const now = refundCents === 0 ? refund.none(paid) : refund.part(money(shown, refundCents), paid);
  return [now, refund.passed(momentWords(fullRefundUntil, start, shown.patientZone, shown.locale))];
}

function actionsView(zoomLink: string | null, file: Shown['file'], fetchFile: () => void): TemplateResult {
  const busy = file === 'fetching';
  return html`<div>
    <div class="actions">
      ${
        zoomLink?.startsWith('https://')
          ? html`<a class="join primary" part="join" href=${zoomLink} rel="noreferrer">${manageCopy.join}</a>`
          : nothing
      }
      <button
        type="button"
        part="add-to-calendar"
        aria-disabled=${busy ? 'true' : nothing}
        @click=${busy ? undefined : fetchFile}
      >
        ${manageCopy.addToCalendar}
      </button>
    </div>
    <div aria-live="polite">${file === 'failed' ? html`<p class="failed">${manageCopy.calendarFailed}</p>` : nothing}</div>
  </div>`;
}

function stateView(shown: Shown): TemplateResult {
  const { status, payment } = shown.booking;
  const isOn = status === 'confirmed' || status === 'confirming';
  const more = [manageCopy.more[status], payment ? moneyWords(shown, payment) : ''].filter(Boolean).join(' ');
  return html`<div class=${isOn ? 'state' : 'state over'}>
    <h3 tabindex="-1">${manageCopy.status[status]}</h3>
    ${more ? html`<p>${more}</p>` : nothing}
  </div>`;
}

/** Where the money of a cancelled booking is. */
function moneyWords(shown: Shown, payment: NonNullable<BookingView['payment']>): string {
  const { status, refundCents, paidCents } = payment;
  if (refundCents > 0) return refundedWords(status)(money(shown, refundCents));
  if (shown.booking.status !== 'cancelled') return '';
  if (status === 'released') return manageCopy.nothingCharged;
  return paidCents > 0 ? manageCopy.notRefunded(money(shown, paidCents)) : '';
}

function refundedWords(status: PaymentStatus): (amount: string) => string {
  if (status === 'refund_failed') return manageCopy.refundFailed;
  return status === 'refunded' ? manageCopy.refunded : manageCopy.refunding;
}

function formsView({ booking, token, api, locale, patientZone }: Shown): TemplateResult {
  const { bookingId, forms } = booking;
  return html`<bq-due-forms
    .api=${api}
    .locale=${locale}
    .timeZone=${patientZone}
    .booking=${{ bookingId, manageToken: token }}
    .forms=${forms.map(({ formId }) => formId)}
    .submitted=${forms.filter(({ status }) => status === 'submitted').map(({ formId }) => formId)}
    ><p>${manageCopy.formsByMail}</p></bq-due-forms
  >`;
}

function changeView(shown: Shown): TemplateResult {
  const { booking, catalogue, cancelling, acts } = shown;
  const { phone } = catalogue.clinic;
  if (cancelling === 'no' || !booking.cancellation) {
    return html`<div class="change">
      <p>${manageCopy.changeTime} ${phoneLink(phone, phone)}</p>
      ${
        booking.cancellation
          ? html`<button type="button" class="danger" part="cancel" @click=${acts.ask}>
              ${manageCopy.cancel}
            </button>`
          : nothing
      }
    </div>`;
  }
  const busy = cancelling === 'sending';
  return html`<div class="change">
    ${
      cancelling === 'refused'
        ? html`<bq-banner .heading=${manageCopy.notCancelled} .body=${shown.refusedBecause}>
            ${phoneLink(phone, manageCopy.call(phone))}
          </bq-banner>`
        : nothing
    }
    <div class="sure">
      <h3 tabindex="-1">${manageCopy.sure}</h3>
      ${refundNow(shown).map((words) => html`<p class="numbers">${words}</p>`)}
      <p>${manageCopy.goneForGood}</p>
    </div>
    <div class="actions">
      <button type="button" class="danger" aria-disabled=${busy ? 'true' : nothing} @click=${acts.cancel}>
        ${busyWords(busy, manageCopy.yes, manageCopy.cancelling)}
      </button>
      <button type="button" aria-disabled=${busy ? 'true' : nothing} @click=${busy ? undefined : acts.keep}>
        ${manageCopy.keep}
      </button>
    </div>
  </div>`;
}

function paidWords(shown: Shown): string {
  const paidCents = shown.booking.payment?.paidCents ?? 0;
  return paidCents > 0 ? money(shown, paidCents) : '';
}

function money({ booking, catalogue, locale }: Shown, amountCents: number): string {
  const currency = booking.price?.currency ?? catalogue.clinic.currency;
  return chargeWords({ amountCents, currency }, locale);
}
