import { html, nothing, type TemplateResult } from 'lit';
import { findVisit, whoWords } from '../../catalogue/find.ts';
import { appointmentTime } from '../../copy/appointment-time.ts';
import { manageCopy } from '../../copy/booking/manage.ts';
import { changeView } from './change-view.ts';
import { paidWords, termsOf } from './paid-words.ts';
import { canBookAgain, isAhead, type Shown } from './shown-booking.ts';
import './tax-documents/tax-documents.ts';
import { stateView } from './state-view.ts';

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
  const isOn = isAhead(booking);
  const time = appointmentTime(booking.start, booking.durationMinutes, clinic.timeZone, patientZone, locale);
  const paid = paidWords(shown);
  const terms = booking.cancellation ? termsOf(shown) : '';
  return html`${stateView(shown)}
    <dl class="numbers">
      ${booking.bookedFor ? html`<dt>${manageCopy.forWhom}</dt><dd>${booking.bookedFor.name}</dd>` : nothing}
      <dt>${manageCopy.when}</dt>
      <dd>
        ${time.day}, ${time.time}, ${time.place}${time.elsewhere ? html`<p>${time.elsewhere}</p>` : nothing}
      </dd>
      <dt>${manageCopy.withWhom}</dt>
      <dd>${whoWords(catalogue, booking.practitionerId)}, ${manageCopy.byVideo}</dd>
      <dt>${manageCopy.what}</dt>
      <dd>${offered ? `${offered.service.name} · ${offered.visit.name}` : ''}</dd>
      ${paid ? html`<dt>${manageCopy.paid}</dt><dd>${paid}${terms ? html`<p lang="en-AU" dir="ltr">${terms}</p>` : nothing}${invoiceView(shown)}</dd>` : nothing}
      <dt>${manageCopy.number}</dt>
      <dd>${booking.confirmationNumber}</dd>
    </dl>
    ${isOn ? actionsView(booking.zoomLink, clinic.checkUrl, file, acts.fetchFile) : nothing}
    ${isOn && booking.forms.length > 0 ? formsView(shown) : nothing}
    ${(isOn && !booking.moving) || booking.status === 'confirming' ? changeView(shown) : nothing}
    ${
      canBookAgain(booking)
        ? html`<div>
            <button type="button" class="primary" part="again" @click=${acts.bookAgain}>${manageCopy.again.act}</button>
          </div>`
        : nothing
    }`;
}

function invoiceView({ booking, token, api, locale, catalogue }: Shown): TemplateResult {
  return html`<bq-tax-documents
    .api=${api}
    .locale=${locale}
    .phone=${catalogue.clinic.phone}
    .link=${{ bookingId: booking.bookingId, token }}
  ></bq-tax-documents>`;
}

function actionsView(
  zoomLink: string | null,
  checkUrl: string,
  file: Shown['file'],
  fetchFile: () => void,
): TemplateResult {
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
      <a href=${checkUrl} target="_blank" rel="noopener noreferrer">${manageCopy.check}</a>
    </div>
    <div aria-live="polite">${file === 'failed' ? html`<p class="failed">${manageCopy.calendarFailed}</p>` : nothing}</div>
  </div>`;
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
