import { html, nothing, type TemplateResult } from 'lit';
import type { ApiProblemCode } from '../../../api/api-problem.ts';
import { bookingCopy } from '../../../copy/booking/booking.ts';
import { troubleCopy } from '../../../copy/booking/trouble.ts';
import { visitCopy } from '../../../copy/booking/visits.ts';
import { priceWords } from '../../../copy/money.ts';
import { problemSentence } from '../../../copy/problems.ts';
import type { Journey } from '../journey/journey.ts';
import { summaryCard } from '../views/summary-card.ts';
import { type At, callLink, heading, timeWords, type ViewContext, visitOf } from '../views/view-context.ts';

/** The views of a booking that failed or is not confirmed yet. */

/** What a patient can do about a trouble. */
export interface TroubleActions {
  /** Takes a time that is offered instead of a lost one. */
  take: (start: string) => void;
  seeAllTimes: () => void;
  seeServices: () => void;
  /** Holds the same time again. */
  holdAgain: () => void;
  /** Looks the booking up again after a reload. */
  lookUpAgain: () => void;
  /** Why the last look-up failed. */
  lookUpFailed: ApiProblemCode | null;
}

/** Draws a journey that is in trouble; nothing for any other. */
export function troubleView(
  journey: Journey,
  context: ViewContext,
  actions: TroubleActions,
): TemplateResult | typeof nothing {
  switch (journey.at) {
    case 'call':
      return callView(journey, context, actions.seeServices);
    case 'lost':
      return lostView(journey, context, actions.take, actions.seeAllTimes);
    case 'lapsed':
      return lapsedView(journey, context, actions.holdAgain, actions.seeAllTimes);
    case 'resuming':
      return resumingView(context, actions.lookUpFailed, actions.lookUpAgain);
    case 'confirming':
      return confirmingView(journey, context);
    case 'failed':
      return failedView(context, actions.seeAllTimes);
    default:
      return nothing;
  }
}

/** Said once when a confirmation takes long. */
export function lateWords({ details }: Journey): string {
  return troubleCopy.confirming.late(details.email.trim() || bookingCopy.you);
}

function callView(journey: At<'call'>, context: ViewContext, seeOthers: () => void): TemplateResult {
  const offered = visitOf(journey, context);
  const { name = '', price = null, durationMinutes = 0 } = offered?.visit ?? {};
  const facts = [
    offered?.service.name,
    name,
    priceWords(price, context.locale),
    visitCopy.minutes(durationMinutes),
  ];
  const words = troubleCopy.callInstead[journey.choice.channel === 'enquiry' ? 'enquiry' : 'phone'];
  return html`${heading(words.heading(name), words.body)}
    ${offered ? html`<p class="numbers">${facts.join(' · ')}</p>` : nothing}
    <div class="actions">
      ${callLink(context, true)}
      <button type="button" class="link" @click=${seeOthers}>${troubleCopy.otherVisits}</button>
    </div>`;
}

function lostView(
  journey: At<'lost'>,
  context: ViewContext,
  take: (start: string) => void,
  seeAll: () => void,
): TemplateResult {
  const copy = troubleCopy.lost;
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
function lapsedView(
  journey: At<'lapsed'>,
  context: ViewContext,
  holdAgain: () => void,
  seeAll: () => void,
): TemplateResult {
  const copy = troubleCopy.lapsed;
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
function resumingView(
  context: ViewContext,
  failed: ApiProblemCode | null,
  tryAgain: () => void,
): TemplateResult {
  const copy = troubleCopy.resuming;
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

function confirmingView(journey: At<'confirming'>, context: ViewContext): TemplateResult {
  const copy = troubleCopy.confirming;
  const body = journey.choice.channel === 'pay' ? copy.bodyPaid : copy.body;
  return html`<div class="waiting" aria-hidden="true"><i></i><i></i><i></i></div>
    ${heading(copy.heading, body)}
    ${journey.late ? html`<p>${lateWords(journey)}</p>` : nothing}
    ${summaryCard(journey, context)}`;
}

function failedView(context: ViewContext, chooseAgain: () => void): TemplateResult {
  const copy = troubleCopy.failed;
  return html`${heading(copy.heading, copy.body)}
    <div class="actions">
      <button type="button" class="primary" @click=${chooseAgain}>${copy.choose}</button>
      ${callLink(context)}
    </div>`;
}
