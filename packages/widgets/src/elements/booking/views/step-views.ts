import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { DetailsField } from '../../../components/details-form/details.ts';
import { bookingCopy } from '../../../copy/booking/booking.ts';
import { detailsCopy } from '../../../copy/booking/details.ts';
import { visitCopy } from '../../../copy/booking/visits.ts';
import type { Known } from '../../../page/links/known.ts';
import { notLoaded } from '../../not-loaded.ts';
import { type Journey, stepBefore, stepOf, stepsOf } from '../journey/journey.ts';
import { summaryCard } from './summary-card.ts';
import { type At, callLink, heading, type ViewContext, visitOf } from './view-context.ts';

/** The views of a booking's steps, from the choice of a service to the patient's details. */

/** Draws the bar of steps and the way back; at the end of a journey it draws nothing. */
export function topView(
  journey: Journey,
  back: () => void,
  changeService: () => void,
): TemplateResult | typeof nothing {
  const step = stepOf(journey);
  const steps = stepsOf(journey);
  const position = step ? steps.indexOf(step) + 1 : 0;
  const busy = journey.at === 'sending' || (journey.at === 'payment' && journey.phase !== 'open');
  // While a request runs the button is hidden but keeps its room, so that nothing moves.
  const canGoBack = stepBefore(journey) !== null || busy;
  if (!step && !canGoBack) return nothing;
  return html`<div class="top">
    ${
      step
        ? html`<div class="bar" aria-hidden="true">
              ${steps.map((_, index) => html`<i class=${index < position ? 'done' : ''} part="segment"></i>`)}
            </div>
`
        : nothing
    }
    <div class="where">
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
    ${step ? html`<p class="numbers quiet">${bookingCopy.progress(position, steps.length, step)}</p>` : nothing}
    </div>
  </div>`;
}

/** The heading is drawn from the start, the services when they are loaded. */
export const servicesLoading = html`${heading(visitCopy.heading, visitCopy.lead)}
  <bq-service-list loading="5"></bq-service-list>`;

export function notLoadedView(
  error: unknown,
  again: () => void,
  title: string = visitCopy.heading,
): TemplateResult {
  // The banner has a heading of level three, which must not follow a heading of level one.
  return html`${heading(title)} ${notLoaded(bookingCopy.notLoaded, error, again)}`;
}

export function serviceView(journey: Journey, context: ViewContext): TemplateResult {
  const { services, clinic } = context.catalogue;
  if (services.length === 0) {
    return html`${heading(visitCopy.heading, visitCopy.nothingToShow)}
      <div class="actions">${callLink(context, true)}</div>`;
  }
  return html`${heading(visitCopy.heading, visitCopy.lead)}
    <bq-service-list
      .services=${services}
      .clinic=${clinic}
      .locale=${context.locale}
      .service=${journey.choice?.service ?? null}
      .visit=${journey.choice?.visit ?? null}
    ></bq-service-list>`;
}

export function waitlistView({ choice }: At<'call'>, context: ViewContext): TemplateResult {
  const { api, locale } = context;
  return html`<bq-waitlist-signup .api=${api} .locale=${locale} service=${choice.service}
    >${callLink(context, true)}</bq-waitlist-signup
  >`;
}

/** @param words why the last press of "Book" failed */
export function detailsView(
  journey: At<'details'> | At<'sending'>,
  context: ViewContext,
  refused: readonly DetailsField[],
  words: { heading: string; body: string } | null,
  earlier: TemplateResult | null,
  changeTime: () => void,
  known: Known | null,
  redraw: () => void,
): TemplateResult {
  const { clinic } = context.catalogue;
  const busy = journey.at === 'sending';
  const kind = journey.choice.channel === 'pay' ? 'patient' : 'call';
  // A value that the server refused is asked again.
  const inShort = refused.length > 0 ? null : known;
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
          words && refused.length === 0
            ? html`<bq-banner
                .heading=${words.heading}
                .body=${words.body}
                >${callLink(context)}</bq-banner
              >`
            : nothing
        }
        ${earlier} ${inShort?.summary(kind, journey.details, redraw)}
        <bq-details-form
          .kind=${kind}
          .hiddenFields=${inShort?.hidden(kind, journey.details) ?? []}
          .details=${journey.details}
          .refused=${refused}
          .busy=${busy}
          .clinic=${clinic}
          .visit=${visitOf(journey, context)?.visit}
          .day=${dayOf(new Date(journey.slot.start), clinic.timeZone)}
        ></bq-details-form>
      </div>
    </div>`;
}
