import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { ApiProblemCode } from '../../../api/api-problem.ts';
import { findPractitioner, findVisit } from '../../../catalogue/find.ts';
import type { FieldMessages } from '../../../components/details-form/details-form.ts';
import { phoneLink } from '../../../components/phone-link/phone-link.ts';
import { type AppointmentTime, appointmentTime } from '../../../copy/appointment-time.ts';
import { bookingCopy, troubleWords } from '../../../copy/booking/booking.ts';
import { detailsCopy } from '../../../copy/booking/details.ts';
import { visitCopy, visitWords } from '../../../copy/booking/visits.ts';
import { priceWords } from '../../../copy/money.ts';
import { problemSentence } from '../../../copy/problems.ts';
import { type Journey, stepBefore, stepOf, stepsOf } from '../journey/journey.ts';

/** What the views know besides the journey. */
export interface ViewContext {
  readonly api: string;
  readonly catalogue: Catalogue;
  readonly locale: string;
  readonly patientZone: string;
}

type At<K extends Journey['at']> = Extract<Journey, { at: K }>;

/** The heading of a step. It takes focus when the step is reached, so that it is read out. */
export function heading(words: string, lead?: string | TemplateResult): TemplateResult {
  return html`<div class="head">
    <h2 tabindex="-1" part="heading">${words}</h2>
    ${lead ? html`<p class="lead">${lead}</p>` : nothing}
  </div>`;
}

/** The bar of steps and the way back; at the end of a journey there is neither. */
export function topView(
  journey: Journey,
  back: () => void,
  changeService: () => void,
): TemplateResult | typeof nothing {
  const step = stepOf(journey);
  const steps = stepsOf(journey);
  const position = step ? steps.indexOf(step) + 1 : 0;
  const busy = journey.at === 'sending' || (journey.at === 'payment' && journey.phase !== 'open');
  // Under way there is no going back, but the room stays, so that nothing jumps.
  const canGoBack = stepBefore(journey) !== null || busy;
  if (!step && !canGoBack) return nothing;
  return html`<div class="top">
    ${
      step
        ? html`<div class="bar" aria-hidden="true">
              ${steps.map((_, index) => html`<i class=${index < position ? 'done' : ''} part="segment"></i>`)}
            </div>
            <p class="spoken">${bookingCopy.progress(position, steps.length, step)}</p>`
        : nothing
    }
    ${
      canGoBack
        ? html`<button type="button" class="link way" part="back" aria-disabled=${busy ? 'true' : nothing} @click=${back}>
            <span aria-hidden="true">‹ </span>${bookingCopy.back}
          </button>`
        : nothing
    }
    ${
      journey.at === 'time' && !canGoBack
        ? html`<button type="button" class="link way" @click=${changeService}>${bookingCopy.changeService}</button>`
        : nothing
    }
  </div>`;
}

/** The words stand from the start; only the services come later. */
export const servicesLoading = html`${heading(visitCopy.heading, visitCopy.lead)}
  <bq-service-list loading="5"></bq-service-list>`;

export function notLoadedView(code: ApiProblemCode, tryAgain: () => void): TemplateResult {
  // The notice has a heading of the third level; a page's own first one must not be followed by it.
  return html`${heading(visitCopy.heading)}
    <bq-notice .heading=${bookingCopy.notLoaded} .body=${problemSentence(code)}>
      <button type="button" @click=${tryAgain}>${bookingCopy.tryAgain}</button>
    </bq-notice>
    <slot></slot>`;
}

export function serviceView(journey: Journey, { catalogue, locale }: ViewContext): TemplateResult {
  const { services, clinic } = catalogue;
  if (services.length === 0) {
    return html`${heading(visitCopy.heading, visitCopy.nothingToShow)}
      <div class="actions">${phoneLink(clinic.phone, bookingCopy.call(clinic.phone), true)}</div>`;
  }
  return html`${heading(visitCopy.heading, visitCopy.lead)}
    <bq-service-list
      .services=${services}
      .clinic=${clinic}
      .locale=${locale}
      .service=${journey.choice?.service ?? null}
      .visit=${journey.choice?.visit ?? null}
    ></bq-service-list>`;
}

export function callView(
  journey: At<'call'>,
  { api, catalogue, locale }: ViewContext,
  seeOthers: () => void,
): TemplateResult {
  const call = phoneLink(catalogue.clinic.phone, bookingCopy.call(catalogue.clinic.phone), true);
  if (journey.choice.channel === 'waitlist') {
    const { service } = journey.choice;
    return html`<bq-waitlist-signup .api=${api} .locale=${locale} service=${service}>${call}</bq-waitlist-signup>`;
  }
  const offered = findVisit(catalogue, journey.choice.service, journey.choice.visit);
  const words = bookingCopy.callInstead[journey.choice.channel === 'enquiry' ? 'enquiry' : 'phone'];
  return html`${heading(words.heading(offered?.visit.name ?? ''), words.body)}
    ${offered ? html`<p class="numbers">${offered.service.name} · ${visitWords(offered.visit, locale)}</p>` : nothing}
    <div class="actions">
      ${call}
      <button type="button" class="link" @click=${seeOthers}>${bookingCopy.otherVisits}</button>
    </div>`;
}

export function detailsView(
  journey: At<'details'> | At<'sending'>,
  context: ViewContext,
  refused: FieldMessages,
  changeTime: () => void,
): TemplateResult {
  const { clinic } = context.catalogue;
  const busy = journey.at === 'sending';
  const trouble = journey.at === 'details' ? journey.trouble : null;
  const words = trouble && troubleWords(trouble.code, trouble.retryAfterSeconds);
  const atFields = Object.keys(refused).length > 0;
  return html`${heading(detailsCopy.heading)}
    <div class="beside">
      ${summaryCard(
        journey,
        context,
        html`<button
          type="button"
          class="link change"
          aria-disabled=${busy ? 'true' : nothing}
          @click=${changeTime}
        >
          ${bookingCopy.changeTime}
        </button>`,
      )}
      <div class="form">
        ${
          words && !atFields
            ? html`<bq-notice
                .heading=${words.heading}
                .body=${words.body}
                >${phoneLink(clinic.phone, bookingCopy.call(clinic.phone))}</bq-notice
              >`
            : nothing
        }
        <bq-details-form
          .kind=${journey.choice.channel === 'pay' ? 'patient' : 'call'}
          .details=${journey.details}
          .refused=${refused}
          .busy=${busy}
          .clinic=${clinic.name}
        ></bq-details-form>
      </div>
    </div>`;
}

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
  const { phone } = context.catalogue.clinic;
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
      ${phoneLink(phone, bookingCopy.call(phone))}
    </div>`;
}

/** The time ran out: the same one can be held again with one press while the details are there. */
export function lapsedView(
  journey: At<'lapsed'>,
  context: ViewContext,
  holdAgain: () => void,
  seeAll: () => void,
): TemplateResult {
  const copy = bookingCopy.lapsed;
  const typed = journey.details.firstName !== '';
  const { time } = timeWords(journey.slot.start, 0, context);
  const { phone } = context.catalogue.clinic;
  return html`${heading(copy.heading, typed ? copy.body : copy.bodyAfterReload)}
    <div class="actions">
      ${
        typed
          ? html`<button type="button" class="primary" @click=${holdAgain}>${copy.again(time)}</button>`
          : nothing
      }
      <button type="button" class=${typed ? '' : 'primary'} @click=${seeAll}>${copy.choose}</button>
      ${phoneLink(phone, bookingCopy.call(phone))}
    </div>`;
}

/** After a reload in the midst of a paid booking, until it is known how it stands. */
export function resumingView(
  { catalogue }: ViewContext,
  failed: ApiProblemCode | null,
  tryAgain: () => void,
): TemplateResult {
  const copy = bookingCopy.resuming;
  const { phone } = catalogue.clinic;
  if (!failed) {
    return html`<div class="waiting" aria-hidden="true"><i></i><i></i><i></i></div>
      ${heading(copy.heading, copy.body)}`;
  }
  return html`${heading(copy.heading)}
    <bq-notice .heading=${copy.failed} .body=${problemSentence(failed)}>
      <button type="button" @click=${tryAgain}>${bookingCopy.tryAgain}</button>
      ${phoneLink(phone, bookingCopy.call(phone))}
    </bq-notice>`;
}

export function confirmingView(journey: At<'confirming'>, context: ViewContext): TemplateResult {
  const copy = bookingCopy.confirming;
  const body = journey.choice.channel === 'pay' ? copy.bodyPaid : copy.body;
  return html`<div class="waiting" aria-hidden="true"><i></i><i></i><i></i></div>
    ${heading(copy.heading, body)}
    ${journey.late ? html`<p>${copy.late(journey.details.email.trim() || bookingCopy.you)}</p>` : nothing}
    ${summaryCard(journey, context)}`;
}

export function failedView({ catalogue }: ViewContext, chooseAgain: () => void): TemplateResult {
  const copy = bookingCopy.failed;
  return html`${heading(copy.heading, copy.body)}
    <div class="actions">
      <button type="button" class="primary" @click=${chooseAgain}>${copy.choose}</button>
      ${phoneLink(catalogue.clinic.phone, bookingCopy.call(catalogue.clinic.phone))}
    </div>`;
}

export function summaryCard(
  journey: At<'details'> | At<'sending'> | At<'payment'> | At<'confirming'>,
  context: ViewContext,
  change: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const offered = visitOf(journey, context);
  const { catalogue, locale } = context;
  // A free visit has one kind of practitioner; who it is stands in the catalogue even when anyone will do.
  const who = findPractitioner(
    catalogue,
    journey.slot.practitionerId ?? offered?.visit.practitionerIds[0] ?? null,
  );
  const free = offered?.visit.price?.amountCents === 0;
  const time = timeWords(journey.slot.start, offered?.visit.durationMinutes ?? 0, context);
  return html`<section class="card numbers" part="card" aria-label=${bookingCopy.summaryHeading}>
    <div>
      <h3>${time.day}</h3>
      <p>${time.range}, ${time.place}</p>
      ${time.elsewhere ? html`<p class="quiet">${time.elsewhere}</p>` : nothing}
    </div>
    <div class="quiet">
      <p>${offered ? `${offered.service.name} · ${offered.visit.name}` : ''}</p>
      <p>${who ? `${who.name}, ` : ''}${bookingCopy.byVideo}</p>
    </div>
    <div class="cost">
      <p class="price">${free ? visitCopy.free : priceWords(offered?.visit.price ?? null, locale)}</p>
      <p class="quiet">${free ? bookingCopy.freeNote : bookingCopy.paidNote}</p>
      ${change}
    </div>
  </section>`;
}

function visitOf(journey: Journey, { catalogue }: ViewContext) {
  return journey.choice ? findVisit(catalogue, journey.choice.service, journey.choice.visit) : null;
}

export function timeWords(start: string, durationMinutes: number, context: ViewContext): AppointmentTime {
  const { catalogue, patientZone, locale } = context;
  return appointmentTime(start, durationMinutes, catalogue.clinic.timeZone, patientZone, locale);
}
