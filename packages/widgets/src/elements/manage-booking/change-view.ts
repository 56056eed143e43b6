import { html, nothing, type TemplateResult } from 'lit';
import { busyWords } from '../../components/busy-words/busy-words.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { manageCopy } from '../../copy/booking/manage.ts';
import { refundNow } from './paid-words.ts';
import { type Shown, whenWords } from './shown-booking.ts';

/** Draws how a patient moves or cancels an appointment: the terms first, then the buttons. */
export function changeView(shown: Shown): TemplateResult {
  const { booking, cancelling, acts } = shown;
  if (cancelling !== 'no' && booking.cancellation) return cancelView(shown);
  const canMove = booking.rescheduling.allowed;
  return html`<div class="change">
    ${moveTerms(shown)}
    ${
      canMove || booking.cancellation
        ? html`<div class="actions">
            ${canMove ? moveButton(shown) : nothing}
            ${
              booking.cancellation
                ? html`<button type="button" class="danger" part="cancel" @click=${acts.ask}>${manageCopy.cancel}</button>`
                : nothing
            }
          </div>`
        : nothing
    }
  </div>`;
}

function moveButton({ move, acts }: Shown): TemplateResult {
  const busy = move === 'loading';
  return html`<button
    type="button"
    part="move"
    aria-disabled=${busy ? 'true' : nothing}
    @click=${busy ? undefined : acts.move}
  >
    ${busyWords(busy, manageCopy.move, manageCopy.moveLoading)}
  </button>`;
}

/** Until when and how often the patient may move it; or why not, and the clinic's number. */
function moveTerms(shown: Shown): TemplateResult {
  const { booking, catalogue, move } = shown;
  const { allowed, until, timesLeft, reason } = booking.rescheduling;
  const { phone, rescheduling } = catalogue.clinic;
  const when = until ? whenWords(until, shown) : '';
  const call = phoneLink(phone, phone);
  if (allowed) {
    const terms = manageCopy.movable(timesLeft, timesLeft < rescheduling.maxTimes, when);
    return html`<p class="numbers">${terms}</p>
      <div aria-live="polite">
        ${move === 'not_loaded' ? html`<p class="failed">${manageCopy.moveNotLoaded} ${call}</p>` : nothing}
      </div>`;
  }
  const { notMovable } = manageCopy;
  switch (reason) {
    case 'too_late':
      return html`<p class="numbers">${notMovable.too_late(when)} ${call}</p>`;
    case 'limit_reached': {
      const never = rescheduling.maxTimes === 0;
      return html`<p>${never ? notMovable.not_online : notMovable.limit_reached} ${call}</p>`;
    }
    case 'price_differs':
    case 'not_online':
      return html`<p>${notMovable[reason]} ${call}</p>`;
    default:
      return html`<p>${manageCopy.changeTime} ${call}</p>`;
  }
}

/** Asks once more, and says before what is refunded. */
function cancelView(shown: Shown): TemplateResult {
  const { catalogue, cancelling, acts } = shown;
  const { phone } = catalogue.clinic;
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
