import { html, nothing, type TemplateResult } from 'lit';
import type { ApiProblemCode } from '../../../api/api-problem.ts';
import { bookingCopy } from '../../../copy/booking/booking.ts';
import { problemSentence } from '../../../copy/problems.ts';
import { summaryCard } from './summary-card.ts';
import { type At, callLink, heading, timeWords, type ViewContext, visitOf } from './view-context.ts';

/** The views of a booking that failed or is not confirmed yet. */

export function lostView(
  journey: At<'lost'>,
  context: ViewContext,
  take: (start: string) => void,
  seeAll: () => void,
): TemplateResult {
  const copy = bookingCopy.lost;
  const duration = visitOf(journey, context)?.visit.durationMinutes ?? 0;
  const offers = journey.alternatives.map((start) => ({
    start,
    words: timeWords(start, duration, context),
  }));
  const { heading: words, body } = copy[journey.why];
  return html`${heading(words, offers.length > 0 ? `${body} ${copy.near}` : body)}
    ${
      offers.length > 0
        ? html`<ul class="offers numbers">
      ${offers.map(
        ({ start, words: { time, day, elsewhere } }) => html`<li>
          <button type="button" part="offer" @click=${() => take(start)}>
            <b>${time}</b> <span>${day}</span> ${elsewhere ? html`<small>${elsewhere}</small>` : nothing}
          </button>
        </li>`,
      )}
    </ul>`
        : nothing
    }
    <div class="actions">
      <button type="button" @click=${seeAll}>${copy.seeAll}</button>
      ${callLink(context)}
    </div>`;
}

/** The hold has expired. While the details are there, one press holds the same time again. */
export function lapsedView(
  journey: At<'lapsed'>,
  context: ViewContext,
  holdAgain: () => void,
  seeAll: () => void,
): TemplateResult {
  const copy = bookingCopy.lapsed;
  const typed = journey.details.firstName !== '';
  const { time } = timeWords(journey.slot.start, 0, context);
  return html`${heading(copy.heading, typed ? copy.body : copy.bodyAfterReload)}
    <div class="actions">
      ${
        typed
          ? html`<button type="button" class="primary" @click=${holdAgain}>${copy.again(time)}</button>`
          : nothing
      }
      <button type="button" class=${typed ? '' : 'primary'} @click=${seeAll}>${copy.choose}</button>
      ${callLink(context)}
    </div>`;
}

/** After a reload during a paid booking, until its state is known. */
export function resumingView(
  context: ViewContext,
  failed: ApiProblemCode | null,
  tryAgain: () => void,
): TemplateResult {
  const copy = bookingCopy.resuming;
  if (!failed) {
    return html`<div class="waiting" aria-hidden="true"><i></i><i></i><i></i></div>
      ${heading(copy.heading, copy.body)}`;
  }
  return html`${heading(copy.heading)}
    <bq-banner .heading=${copy.failed} .body=${problemSentence(failed)}>
      <button type="button" @click=${tryAgain}>${bookingCopy.tryAgain}</button>
      ${callLink(context)}
    </bq-banner>`;
}

export function confirmingView(journey: At<'confirming'>, context: ViewContext): TemplateResult {
  const copy = bookingCopy.confirming;
  const body = journey.choice.channel === 'pay' ? copy.bodyPaid : copy.body;
  return html`<div class="waiting" aria-hidden="true"><i></i><i></i><i></i></div>
    ${heading(copy.heading, body)}
    ${journey.late ? html`<p>${copy.late(journey.details.email.trim() || bookingCopy.you)}</p>` : nothing}
    ${summaryCard(journey, context)}`;
}

export function failedView(context: ViewContext, chooseAgain: () => void): TemplateResult {
  const copy = bookingCopy.failed;
  return html`${heading(copy.heading, copy.body)}
    <div class="actions">
      <button type="button" class="primary" @click=${chooseAgain}>${copy.choose}</button>
      ${callLink(context)}
    </div>`;
}
