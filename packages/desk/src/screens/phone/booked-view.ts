import type { PhoneBookingAnswer } from '@botaniqal/shared/contracts/phone-booking.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { addressOf } from '../../app/router.ts';
import { dayAndClock } from '../../words/moments.ts';

/** What has become of the booking, as true as the server's answer, and what follows by itself. */
export function bookedView(
  answer: PhoneBookingAnswer,
  timeZone: string,
  another: () => void,
): TemplateResult {
  const isHeld = answer.status === 'awaiting_payment';
  const done = (is: boolean, yes: string, no: string) =>
    html`<li class=${is ? '' : 'waits'}>${is ? yes : no}</li>`;
  return html`<div class="card booked">
    <h2 tabindex="-1" id="booked">${isHeld ? 'The time is held' : 'Booked'}</h2>
    <p>
      ${dayAndClock(answer.scheduledTime, timeZone)} ·
      <span class="numbers">${answer.confirmationNumber}</span>
    </p>
    <ul class="story">
      ${
        isHeld
          ? html`<li class="waits">
              Waits for payment${answer.holdExpiresAt ? ` until ${dayAndClock(answer.holdExpiresAt, timeZone)}` : ''}
            </li>`
          : html`${done(answer.calendlyEventCreated, 'In the calendar', 'Not in the calendar yet: it follows')}
            ${done(answer.medirecordsSynced, 'In the practice’s records', 'Not in the practice’s records yet: it follows')}`
      }
      ${done(answer.patientNotified, 'The patient has the email', 'The email is on its way')}
    </ul>
    ${
      answer.paymentUrl
        ? html`<label class="field"
            ><span class="label">Payment link</span>
            <input
              class="control"
              readonly
              .value=${answer.paymentUrl}
              @focus=${(event: Event) => (event.currentTarget as HTMLInputElement).select()}
          /></label>`
        : nothing
    }
    <div class="acts">
      <a href=${addressOf('bookings', answer.bookingId)}>Open the booking</a>
      <button type="button" @click=${another}>Book another</button>
    </div>
  </div>`;
}
