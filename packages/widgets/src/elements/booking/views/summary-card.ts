import { html, nothing, type TemplateResult } from 'lit';
import { whoWords } from '../../../catalogue/find.ts';
import { bookingCopy } from '../../../copy/booking/booking.ts';
import { visitCopy } from '../../../copy/booking/visits.ts';
import { priceWords } from '../../../copy/money.ts';
import { type At, refundOf, timeWords, type ViewContext, visitOf } from './view-context.ts';

/** Draws the summary of a booking before it is made: time, visit, practitioner and price. */
export function summaryCard(
  journey: At<'details'> | At<'sending'> | At<'payment'> | At<'confirming'>,
  context: ViewContext,
  change: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const offered = visitOf(journey, context);
  const { catalogue, locale, promotion } = context;
  // A free visit has one kind of practitioner: the catalogue names them even when the patient chose no one.
  const id = journey.slot.practitionerId ?? offered?.visit.practitionerIds[0];
  const full = offered?.visit.price ?? null;
  const price = (journey.at === 'payment' ? journey.held.price : promotion?.priceOf(journey.choice)) ?? full;
  const free = full?.amountCents === 0;
  // The payment step says it itself, above its button.
  const terms = journey.at === 'payment' ? '' : refundOf(price, journey.slot.start, context);
  const time = timeWords(journey.slot.start, offered?.visit.durationMinutes ?? 0, context);
  return html`<section class="card numbers" part="card" aria-label=${bookingCopy.summaryHeading}>
    <div>
      <h3>${time.day}</h3>
      <p>${time.range}, ${time.place}</p>
      ${time.elsewhere ? html`<p class="quiet">${time.elsewhere}</p>` : nothing}
    </div>
    <div class="quiet">
      <p>${offered ? `${offered.service.name} · ${offered.visit.name}` : ''}</p>
      <p>${id ? `${whoWords(catalogue, id)}, ` : ''}${bookingCopy.byVideo}</p>
    </div>
    <div class="cost">
      <p class="price">${free ? visitCopy.free : priceWords(price, locale)}</p>
      ${
        price?.amountCents === full?.amountCents
          ? nothing
          : html`<p class="quiet">${bookingCopy.insteadOf(priceWords(full, locale))}</p>`
      }
      <p class="quiet">${free ? bookingCopy.freeNote : bookingCopy.paidNote}</p>
      ${change} ${terms ? html`<p class="terms">${terms}</p>` : nothing}
      ${
        journey.at === 'details' && journey.choice.channel === 'pay' && offered?.visit.promotionCodes
          ? (promotion?.view(journey.choice, full) ??
            html`<button type="button" class="link code" @click=${context.openPromotion}>${bookingCopy.haveCode}</button>`)
          : nothing
      }
    </div>
  </section>`;
}
