import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { WaitlistOffer } from '@botaniqal/shared/contracts/waitlist.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { busyWords } from '../../../components/busy-words/busy-words.ts';
import { errorOf } from '../../../components/fields/about.ts';
import { textField } from '../../../components/fields/text-field.ts';
import type { Messages } from '../../../components/form-validation/form-validation.ts';
import { appointmentTime, momentWords } from '../../../copy/appointment-time.ts';
import { refundWords } from '../../../copy/booking/refund.ts';
import { priceWords } from '../../../copy/money.ts';
import { offerCopy } from '../../../copy/waitlist/offer.ts';
import { type Trouble, troubleView } from '../trouble-view.ts';

/** The fields that accepting may need. */
export type Asked = WaitlistOffer['asks'][number];
export type Given = Readonly<Record<Asked, string>>;

export interface OfferShown {
  readonly offer: WaitlistOffer;
  readonly catalogue: Catalogue;
  readonly locale: string;
  readonly patientZone: string;
  readonly step: 'offered' | 'asking' | 'declining';
  readonly busy: boolean;
  readonly given: Given;
  readonly messages: Messages<Asked>;
  readonly summary: TemplateResult | typeof nothing;
  readonly trouble: Trouble | null;
  readonly acts: {
    readonly take: () => void;
    readonly send: (event: Event) => void;
    readonly letGo: () => void;
    readonly decline: () => void;
    readonly keep: () => void;
    readonly type: (field: Asked, value: string) => void;
    readonly leave: (field: Asked) => void;
  };
}

/** Draws the offered time, the end of its hold, and the two ways to answer. */
export function offerView(shown: OfferShown): TemplateResult {
  const { offer, catalogue, locale, step, trouble } = shown;
  const { phone } = catalogue.clinic;
  const moment = momentWords(offer.expiresAt, offer.start, shown.patientZone, locale);
  return html`<h3 class="title" tabindex="-1">${offerCopy.heading}</h3>
    ${factsView(shown)}
    <p class="numbers">${offerCopy.until(moment)}</p>
    ${trouble ? troubleView(trouble, phone) : nothing}
    ${step === 'asking' ? askingView(shown) : step === 'declining' ? decliningView(shown) : answersView(shown)}`;
}

function factsView({ offer, catalogue, locale, patientZone }: OfferShown): TemplateResult {
  const { visit, start, practitionerName, serviceName } = offer;
  const { timeZone } = catalogue.clinic;
  const time = appointmentTime(start, visit.durationMinutes, timeZone, patientZone, locale);
  const terms = refundWords(visit.price, start, null, catalogue.clinic, patientZone, locale);
  return html`<dl class="numbers">
    <dt>${offerCopy.when}</dt>
    <dd>${time.day}, ${time.time}, ${time.place}${time.elsewhere ? html`<p>${time.elsewhere}</p>` : nothing}</dd>
    <dt>${offerCopy.withWhom}</dt>
    <dd>${practitionerName}, ${offerCopy.byVideo}</dd>
    <dt>${offerCopy.what}</dt>
    <dd>${serviceName} · ${visit.name}</dd>
    <dt>${offerCopy.cost}</dt>
    <dd>${priceWords(visit.price, locale)}${terms ? html`<p lang="en-AU" dir="ltr">${terms}</p>` : nothing}</dd>
  </dl>`;
}

function answersView({ offer, busy, acts }: OfferShown): TemplateResult {
  const { take, takeAndPay, taking, letGo } = offerCopy;
  const words = offer.visit.price.amountCents > 0 ? takeAndPay : take;
  return html`<div class="actions">
    <button type="button" class="primary" part="take" aria-disabled=${busy ? 'true' : nothing} @click=${acts.take}>
      ${busyWords(busy, words, taking)}
    </button>
    <button type="button" part="let-go" aria-disabled=${busy ? 'true' : nothing} @click=${busy ? nothing : acts.letGo}>
      ${letGo}
    </button>
  </div>`;
}

function askingView(shown: OfferShown): TemplateResult {
  const { offer, busy, given, messages, acts } = shown;
  const field = (name: Asked) => ({
    name,
    label: offerCopy.label[name],
    hint: offerCopy.hint[name],
    error: errorOf(messages[name]),
    value: given[name],
    readonly: busy,
    onInput: (value: string) => acts.type(name, value),
    onBlur: () => acts.leave(name),
  });
  return html`<form novalidate aria-busy=${busy ? 'true' : nothing} @submit=${acts.send}>
    ${shown.summary}
    ${
      offer.asks.includes('phone')
        ? textField({ ...field('phone'), type: 'tel', inputMode: 'tel', autocomplete: 'tel' })
        : nothing
    }
    ${offer.asks.includes('primaryConcern') ? textField({ ...field('primaryConcern'), autocomplete: 'off', rows: 4 }) : nothing}
    <div class="actions">
      <button type="submit" class="primary" part="take" aria-disabled=${busy ? 'true' : nothing}>
        ${busyWords(busy, offerCopy.take, offerCopy.taking)}
      </button>
      <button type="button" class="link" @click=${busy ? nothing : acts.keep}>${offerCopy.later}</button>
    </div>
  </form>`;
}

function decliningView({ busy, acts }: OfferShown): TemplateResult {
  const { sure, sureBody, yes, passing, keep } = offerCopy;
  return html`<div class="sure">
      <h4 tabindex="-1">${sure}</h4>
      <p>${sureBody}</p>
    </div>
    <div class="actions">
      <button type="button" class="danger" aria-disabled=${busy ? 'true' : nothing} @click=${acts.decline}>
        ${busyWords(busy, yes, passing)}
      </button>
      <button type="button" aria-disabled=${busy ? 'true' : nothing} @click=${busy ? nothing : acts.keep}>${keep}</button>
    </div>`;
}

/** Draws the accepted time of a free visit. */
export function takenView(
  booked: ConsultationBooked,
  shown: Pick<OfferShown, 'offer' | 'catalogue' | 'locale' | 'patientZone'>,
): TemplateResult {
  const stands = booked.status === 'confirmed';
  const time = appointmentTime(
    booked.scheduledTime,
    booked.durationMinutes,
    shown.catalogue.clinic.timeZone,
    shown.patientZone,
    shown.locale,
  );
  return html`<h3 class="title" tabindex="-1">${stands ? offerCopy.booked : offerCopy.confirming}</h3>
    <p>${stands ? offerCopy.sent : offerCopy.confirmingBody}</p>
    <dl class="numbers">
      <dt>${offerCopy.when}</dt>
      <dd>${time.day}, ${time.time}, ${time.place}${time.elsewhere ? html`<p>${time.elsewhere}</p>` : nothing}</dd>
      <dt>${offerCopy.withWhom}</dt>
      <dd>${booked.consultantName}, ${offerCopy.byVideo}</dd>
    </dl>
    <p><a class="phone" href=${booked.manageUrl}>${offerCopy.see}</a></p>`;
}
