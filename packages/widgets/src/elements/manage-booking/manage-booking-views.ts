import type { BookingView, PaymentStatus } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { findPractitioner, findVisit } from '../../catalogue/find.ts';
import { busyWords } from '../../components/busy-words/busy-words.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { appointmentTime } from '../../copy/appointment-time.ts';
import { manageCopy } from '../../copy/booking/manage.ts';
import { chargeWords } from '../../copy/money.ts';
import { refundWords } from './refund-words.ts';

/** The facts and acts that the views of a booking need. */
export interface Shown {
  readonly booking: BookingView;
  /** The token that opens the booking. */
  readonly token: string;
  readonly api: string;
  readonly catalogue: Catalogue;
  readonly locale: string;
  readonly patientZone: string;
  /** The current time, in milliseconds. */
  readonly now: number;
  readonly file: 'idle' | 'fetching' | 'failed';
  readonly cancelling: 'no' | 'asked' | 'sending' | 'refused';
  /** The sentence for a cancellation that failed. */
  readonly refusedBecause: string;
  readonly acts: Readonly<Record<'fetchFile' | 'ask' | 'keep' | 'cancel', () => void>>;
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
  const { timeZone } = clinic;
  const time = appointmentTime(booking.start, booking.durationMinutes, timeZone, patientZone, locale);
  const paid = paidWords(shown);
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
      ${paid ? html`<dt>${manageCopy.paid}</dt><dd>${paid}</dd>` : nothing}
      <dt>${manageCopy.number}</dt>
      <dd>${booking.confirmationNumber}</dd>
    </dl>
    ${isOn ? actionsView(booking.zoomLink, file, acts.fetchFile) : nothing}
    ${isOn && booking.forms.length > 0 ? formsView(shown) : nothing}
    ${isOn || booking.status === 'confirming' ? changeView(shown) : nothing}`;
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
  const back =
    payment && payment.refundCents > 0
      ? refundedWords(payment.status)(money(shown, payment.refundCents))
      : '';
  const nothingPaid =
    status === 'cancelled' && payment?.status === 'released' ? manageCopy.nothingCharged : '';
  const more = [manageCopy.more[status], back, nothingPaid].filter(Boolean).join(' ');
  return html`<div class=${isOn ? 'state' : 'state over'}>
    <h3 tabindex="-1">${manageCopy.status[status]}</h3>
    ${more ? html`<p>${more}</p>` : nothing}
  </div>`;
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
      ${refundWords(booking, shown.now, catalogue.clinic.timeZone, shown.locale).map(
        (words) => html`<p class="numbers">${words}</p>`,
      )}
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
