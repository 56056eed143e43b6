import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { findPractitioner, findVisit } from '../../catalogue/find.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { appointmentTime } from '../../copy/appointment-time.ts';
import { bookingCopy } from '../../copy/booking.ts';
import { manageCopy } from '../../copy/manage.ts';
import { chargeWords } from '../../copy/money.ts';
import { refundWords } from './refund-words.ts';

/** All that is needed to draw a booking. */
export interface Shown {
  readonly booking: BookingView;
  readonly catalogue: Catalogue;
  readonly locale: string;
  readonly patientZone: string;
  /** Milliseconds. */
  readonly now: number;
  readonly file: 'idle' | 'fetching' | 'failed';
  readonly cancelling: 'no' | 'asked' | 'sending' | 'refused';
  /** What to do after a cancellation that was not made. */
  readonly refusedBecause: string;
  readonly acts: Readonly<Record<'fetchFile' | 'ask' | 'keep' | 'cancel', () => void>>;
}

/** The final geometry, roughly; seen when the wait is long enough to notice. */
export const waitingView = html`<p class="spoken" role="status">${manageCopy.loading}</p>
  <div class="waiting" aria-hidden="true">
    <i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i>
  </div>`;

export function brokenLink({ heading, body }: { heading: string; body: string }): TemplateResult {
  return html`<bq-notice .heading=${heading} .body=${body}></bq-notice>`;
}

export function bookingView(shown: Shown): TemplateResult {
  const { booking, catalogue, locale, patientZone, file, acts } = shown;
  const { clinic } = catalogue;
  const offered = findVisit(catalogue, booking.service, booking.visit);
  const isOn = booking.status === 'confirmed';
  const time = appointmentTime(booking.start, booking.durationMinutes, clinic.timeZone, patientZone, locale);
  const entry = {
    title: bookingCopy.confirmed.calendarTitle(clinic.name),
    start: booking.start,
    durationMinutes: booking.durationMinutes,
  };
  return html`${stateView(shown)}
    <bq-booked-card
      .time=${time}
      .who=${findPractitioner(catalogue, booking.practitionerId)?.name ?? ''}
      .what=${offered ? `${offered.service.name} · ${offered.visit.name}` : ''}
      .paid=${paidWords(shown)}
      .number=${booking.confirmationNumber}
      .joinUrl=${isOn && booking.zoomLink?.startsWith('https://') ? booking.zoomLink : ''}
      .entry=${isOn ? entry : null}
      .withActions=${isOn}
      .file=${file}
      @bq-calendar-file-wanted=${acts.fetchFile}
    ></bq-booked-card>
    ${isOn && booking.forms.length > 0 ? formsView(booking) : nothing}
    ${isOn || booking.status === 'confirming' ? changeView(shown) : nothing}`;
}

function stateView(shown: Shown): TemplateResult {
  const { status, payment } = shown.booking;
  const isOn = status === 'confirmed' || status === 'confirming';
  const back =
    payment && payment.refundCents > 0 ? manageCopy.refunding(money(shown, payment.refundCents)) : '';
  const nothingPaid =
    status === 'cancelled' && payment?.status === 'released' ? manageCopy.nothingCharged : '';
  const more = [manageCopy.more[status], back, nothingPaid].filter(Boolean).join(' ');
  return html`<div class=${isOn ? 'state' : 'state over'}>
    <h3 tabindex="-1">${manageCopy.status[status]}</h3>
    ${more ? html`<p>${more}</p>` : nothing}
  </div>`;
}

function formsView({ forms }: BookingView): TemplateResult {
  return html`<div class="forms">
    <h3>${manageCopy.forms}</h3>
    <ul>
      ${forms.map(
        ({ formId, status }) =>
          html`<li>${manageCopy.formName(formId)}: <b>${manageCopy.formState[status]}</b></li>`,
      )}
    </ul>
  </div>`;
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
        ? html`<bq-notice .heading=${manageCopy.notCancelled} .body=${shown.refusedBecause}>
            ${phoneLink(phone, bookingCopy.call(phone))}
          </bq-notice>`
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
        <span class="words">
          <span class=${busy ? 'out' : ''}>${manageCopy.yes}</span>
          <span class=${busy ? '' : 'out'}>${manageCopy.cancelling}</span>
        </span>
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
