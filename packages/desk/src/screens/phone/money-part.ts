import type { PhoneBookingSettings } from '@botaniqal/shared/contracts/phone-booking.ts';
import { errorOf } from '@botaniqal/widgets/components/fields/about.ts';
import { labelledField, textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { plainWord } from '../../words/booking-words.ts';
import { money } from '../../words/money.ts';
import { type Money, type PhoneDraft, visitOf } from './phone-draft.ts';
import type { PhoneFaults } from './phone-faults.ts';

const ways: Record<Money, string> = {
  collected: 'I have taken the money',
  link: 'Send a payment link',
  later: 'They pay later',
};

const holds = [1, 4, 24, 48, 72];

/** How the visit is paid. A free visit asks nothing. */
export function moneyPart(
  draft: PhoneDraft,
  settings: PhoneBookingSettings,
  faults: PhoneFaults,
  change: (part: Partial<PhoneDraft>) => void,
): TemplateResult {
  const visit = visitOf(draft, settings);
  if (visit?.price.amountCents === 0) return html`<p>This visit is free.</p>`;
  const shown = (Object.keys(ways) as Money[]).filter((way) => way !== 'later' || settings.payLater);
  return html`<fieldset aria-describedby=${faults.money ? 'money-error' : nothing}>
      <legend class="label">
        Payment${visit ? html`: ${money(visit.price.amountCents, visit.price.currency)}` : nothing}
      </legend>
      ${faults.money ? html`<p class="error" id="money-error">${faults.money}</p>` : nothing}
      ${shown.map(
        (way, index) => html`<label class="choice">
          <input
            type="radio"
            name="money"
            id=${index === 0 ? 'money' : `money-${way}`}
            .checked=${draft.money === way}
            @change=${() => change({ money: way })}
          />
          ${ways[way]}
        </label>`,
      )}
    </fieldset>
    ${draft.money === 'collected' ? collected(draft, settings, faults, change) : nothing}
    ${draft.money === 'link' ? link(draft, settings, change) : nothing}`;
}

function collected(
  draft: PhoneDraft,
  settings: PhoneBookingSettings,
  faults: PhoneFaults,
  change: (part: Partial<PhoneDraft>) => void,
): TemplateResult {
  const visit = visitOf(draft, settings);
  const price = visit ? money(visit.price.amountCents, visit.price.currency) : 'the price';
  return html`<div class="pair">
    ${choice('method', 'How it was paid', draft.method, faults.method, (method) => change({ method }), [
      ['', 'Choose'],
      ...settings.methods.map((method) => [method, plainWord(method)] as const),
    ])}
    ${textField({
      name: 'amount',
      label: 'Amount in dollars',
      hint: `Left empty: ${price}`,
      error: errorOf(faults.amount),
      value: draft.amount,
      autocomplete: 'off',
      inputMode: 'decimal',
      optional: true,
      onInput: (amount) => change({ amount }),
    })}
    ${textField({
      name: 'reference',
      label: 'Receipt number',
      hint: 'Never a card number',
      error: errorOf(faults.reference),
      value: draft.reference,
      autocomplete: 'off',
      optional: true,
      onInput: (reference) => change({ reference }),
    })}
  </div>`;
}

function link(
  draft: PhoneDraft,
  settings: PhoneBookingSettings,
  change: (part: Partial<PhoneDraft>) => void,
): TemplateResult {
  const hours = [...new Set([...holds, settings.linkHours])].sort((a, b) => a - b);
  const held = draft.linkHours || settings.linkHours;
  return choice(
    'hold',
    'Hold the time for',
    `${held}`,
    undefined,
    (value) => change({ linkHours: Number(value) }),
    hours.map((one) => [`${one}`, one === 1 ? '1 hour' : `${one} hours`] as const),
    'Never longer than until the appointment begins',
  );
}

/** A native list of choices. */
export function choice(
  name: string,
  label: string,
  value: string,
  error: string | undefined,
  onChange: (value: string) => void,
  options: readonly (readonly [value: string, words: string])[],
  hint?: string,
): TemplateResult {
  return labelledField(
    { name, label, hint, error: errorOf(error) },
    html`<select
      class="control"
      id=${name}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${error ? `${name}-error` : nothing}
      @change=${(event: Event) => onChange((event.currentTarget as HTMLSelectElement).value)}
    >
      ${options.map(([one, words]) => html`<option value=${one} .selected=${one === value}>${words}</option>`)}
    </select>`,
  );
}
