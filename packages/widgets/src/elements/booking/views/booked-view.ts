import { html, nothing, type TemplateResult } from 'lit';
import { whoWords } from '../../../catalogue/find.ts';
import { busyWords } from '../../../components/busy-words/busy-words.ts';
import type { CalendarFileState } from '../../../controllers/calendar-file.ts';
import { bookingCopy } from '../../../copy/booking/booking.ts';
import { chargeWords } from '../../../copy/money.ts';
import { googleCalendarLink, outlookCalendarLink } from './calendar-links.ts';
import { type At, heading, refundOf, timeWords, type ViewContext, visitOf } from './view-context.ts';

const copy = bookingCopy.confirmed;

/**
 * Draws a confirmed booking: time, practitioner, payment, number, and the next things that the patient can do.
 * @param file the state of the calendar file's download
 */
export function confirmedView(
  journey: At<'confirmed'>,
  context: ViewContext,
  file: CalendarFileState,
  fetchFile: () => void,
): TemplateResult {
  const { booking, details } = journey;
  const { day, time, place, elsewhere } = timeWords(booking.scheduledTime, booking.durationMinutes, context);
  const { clinic } = context.catalogue;
  const { confirmationNumber, zoomLink } = booking;
  const entry = {
    title: copy.calendarTitle(clinic.name, booking.consultantName),
    start: booking.scheduledTime,
    durationMinutes: booking.durationMinutes,
    location: zoomLink ?? bookingCopy.byVideo,
    description: `${copy.calendarLink(zoomLink)}\n${copy.calendarMore(confirmationNumber, clinic.phone)}`,
  };
  const busy = file === 'fetching';
  const forms = visitOf(journey, context)?.visit.forms;
  return html`<div class="tick" aria-hidden="true">
      <svg width="22" height="22" viewBox="0 0 22 22" fill="none" stroke="currentColor" stroke-width="2.2">
        <path d="M4.5 11.5 9 16l8.5-9.5" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </div>
    ${heading(copy.heading, copy.sent(details.email.trim() || bookingCopy.you))}
    <dl class="numbers">
      <dt>${copy.when}</dt>
      <dd>${day}, ${time}, ${place}${elsewhere ? html`<p>${elsewhere}</p>` : nothing}</dd>
      <dt>${copy.withWhom}</dt>
      <dd>${whoWords(context.catalogue, booking.consultantName)}, ${bookingCopy.byVideo}</dd>
      ${
        booking.paid
          ? html`<dt>${copy.receipt}</dt>
              <dd>
                ${chargeWords(booking.paid, context.locale)}
                <p>${refundOf(booking.paid, booking.scheduledTime, context, booking.bookedAt)}</p>
              </dd>`
          : nothing
      }
      <dt>${copy.number}</dt>
      <dd>${booking.confirmationNumber}</dd>
    </dl>
    <div>
      <div class="actions">
        <button
          type="button"
          class="primary"
          part="add-to-calendar"
          aria-disabled=${busy ? 'true' : nothing}
          @click=${busy ? nothing : fetchFile}
        >
          ${busyWords(busy, copy.addToCalendar, copy.preparing)}
        </button>
        <a class="large" part="manage" href=${booking.manageUrl}>${copy.changeOrCancel}</a>
      </div>
      <p class="elsewhere">
        ${[
          [googleCalendarLink(entry), copy.google],
          [outlookCalendarLink(entry), copy.outlook],
          [clinic.checkUrl, copy.check],
        ].map(
          ([href, words]) => html`<a href=${href} target="_blank" rel="noopener noreferrer">${words}</a>`,
        )}
      </p>
      <div aria-live="polite">
        ${file === 'failed' ? html`<p class="failed">${copy.calendarFailed}</p>` : nothing}
      </div>
    </div>
    ${
      forms?.length
        ? html`<bq-due-forms
            .api=${context.api}
            .locale=${context.locale}
            .timeZone=${context.patientZone}
            .booking=${booking}
            .forms=${forms}
            .submitted=${booking.submitted ?? []}
          ></bq-due-forms>`
        : nothing
    }`;
}
