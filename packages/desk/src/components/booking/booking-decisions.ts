import type { StaffBooking, StaffCancellation } from '@botaniqal/shared/contracts/staff/bookings.ts';
import { errorOf } from '@botaniqal/widgets/components/fields/about.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { money } from '../../words/money.ts';

/** What a person is deciding. Nothing has been sent yet. */
export interface Decision {
  act: 'cancel' | 'refund';
  refund: StaffCancellation['refund'];
  amount: string;
  reason: string;
  /** What is missing, by field. */
  missing: { amount?: string; reason?: string };
}

interface Decide {
  change(part: Partial<Decision>): void;
  confirm(): void;
  back(): void;
  busy: boolean;
}

/** Cancels: with how much back is chosen before. */
export function cancelView(
  booking: StaffBooking,
  { refund }: Decision,
  currency: string,
  on: Decide,
): TemplateResult {
  const paid = booking.payment?.paidCents ?? 0;
  const byPolicy = booking.cancellation?.refundCents ?? 0;
  const ways = [
    ['policy', `By the policy: ${money(byPolicy, currency)} back`],
    ['full', `Everything: ${money(paid, currency)} back`],
    ['none', 'Nothing back'],
  ] as const;
  return decision(
    'Cancel this appointment?',
    html`<p>The patient is told by email. This cannot be undone.</p>
      ${
        paid > 0
          ? html`<fieldset>
              <legend class="label">Refund</legend>
              ${ways.map(
                ([way, words]) => html`<label class="choice">
                  <input
                    type="radio"
                    name="refund"
                    .checked=${refund === way}
                    @change=${() => on.change({ refund: way })}
                  />
                  ${words}
                </label>`,
              )}
            </fieldset>`
          : nothing
      }`,
    'Cancel the appointment',
    on,
  );
}

/** Gives a part of the payment back. */
export function refundView(
  booking: StaffBooking,
  { amount, reason, missing }: Decision,
  currency: string,
  on: Decide,
): TemplateResult {
  const { paidCents = 0, refundCents = 0 } = booking.payment ?? {};
  return decision(
    'Refund a part?',
    html`<p>The appointment stays. It goes to the card that paid, and cannot be undone.</p>
      ${textField({
        name: 'amount',
        label: 'Amount in dollars',
        hint: `${money(paidCents - refundCents, currency)} at most`,
        error: errorOf(missing.amount),
        value: amount,
        autocomplete: 'off',
        inputMode: 'decimal',
        onInput: (value) => on.change({ amount: value }),
      })}
      ${textField({
        name: 'reason',
        label: 'Reason',
        hint: 'For the team. Not seen by the patient.',
        error: errorOf(missing.reason),
        value: reason,
        autocomplete: 'off',
        onInput: (value) => on.change({ reason: value }),
      })}`,
    'Refund it',
    on,
  );
}

function decision(title: string, body: TemplateResult, press: string, on: Decide): TemplateResult {
  return html`<form
    class="card"
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      on.confirm();
    }}
  >
    <h3 tabindex="-1" id="decision">${title}</h3>
    ${body}
    <div class="acts">
      <button class="danger" type="submit" aria-disabled=${on.busy ? 'true' : nothing}>${press}</button>
      <button type="button" @click=${() => on.back()}>Back</button>
    </div>
  </form>`;
}
