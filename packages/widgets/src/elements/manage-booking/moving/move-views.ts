import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { ApiProblemCode } from '../../../api/api-problem.ts';
import { whoWords } from '../../../catalogue/find.ts';
import { busyWords } from '../../../components/busy-words/busy-words.ts';
import { phoneLink } from '../../../components/phone-link/phone-link.ts';
import { appointmentTime, momentWords } from '../../../copy/appointment-time.ts';
import { moveTrouble, movingCopy } from '../../../copy/booking/moving.ts';
import { refundWords } from '../../../copy/booking/refund.ts';
import { chargeWords } from '../../../copy/money.ts';
import { problemSentence } from '../../../copy/problems.ts';
import type { Target } from './move-state.ts';

/** The facts that the views need. */
export interface MoveContext {
  readonly booking: BookingView;
  readonly catalogue: Catalogue;
  readonly locale: string;
  readonly patientZone: string;
}

/** The time that the patient has now, above the calendar. */
export function nowView(context: MoveContext): TemplateResult {
  return html`<div class="now">
    <p class="label">${movingCopy.now}</p>
    ${timeView(context.booking, context)}
  </div>`;
}

/** Another patient has taken the time: the old appointment stands. */
export function takenView(context: MoveContext): TemplateResult {
  const { heading, body } = movingCopy.taken;
  return html`<bq-banner class="numbers" .heading=${heading} .body=${`${standsWords(context)} ${body}`}></bq-banner>`;
}

/** The appointment cannot be moved here: why, and the clinic's number. */
export function refusedView(code: ApiProblemCode, context: MoveContext, keep: () => void): TemplateResult {
  const { phone } = context.catalogue.clinic;
  return html`<bq-banner
      class="numbers"
      .heading=${movingCopy.refused}
      .body=${`${problemSentence(code)} ${standsWords(context)}`}
      >${phoneLink(phone, movingCopy.call(phone))}</bq-banner
    >
    <div class="actions"><button type="button" class="primary" @click=${keep}>${movingCopy.keep}</button></div>`;
}

/** Both times, and the question. */
export function askView(
  to: Target,
  context: MoveContext,
  { busy, trouble }: { busy: boolean; trouble: ApiProblemCode | null },
  acts: Readonly<Record<'confirm' | 'keep' | 'another', () => void>>,
): TemplateResult {
  const { phone } = context.catalogue.clinic;
  const words = trouble && moveTrouble(trouble);
  const still = busy ? 'true' : nothing;
  return html`${
    words
      ? html`<bq-banner .heading=${words.heading} .body=${words.body}
          >${phoneLink(phone, movingCopy.call(phone))}</bq-banner
        >`
      : nothing
  }
    <h3 tabindex="-1">${movingCopy.sure}</h3>
    <dl class="card numbers">
      <div class="from">
        <dt>${movingCopy.from}</dt>
        <dd>${timeView(context.booking, context)}</dd>
      </div>
      <div class="to">
        <dt>${movingCopy.to}</dt>
        <dd>${timeView(to, context)}</dd>
      </div>
    </dl>
    ${termsOf(to, context)}
    <div class="actions">
      <button type="button" class="primary" part="move-confirm" aria-disabled=${still} @click=${acts.confirm}>
        ${busyWords(busy, movingCopy.yes, movingCopy.moving)}
      </button>
      <button type="button" aria-disabled=${still} @click=${acts.keep}>${movingCopy.keep}</button>
      <button type="button" class="link" aria-disabled=${still} @click=${acts.another}>
        ${movingCopy.another}
      </button>
    </div>`;
}

/** A time in both zones, and the practitioner. */
function timeView({ start, practitionerId }: Target, context: MoveContext): TemplateResult {
  const { booking, catalogue, locale, patientZone } = context;
  const { timeZone } = catalogue.clinic;
  const time = appointmentTime(start, booking.durationMinutes, timeZone, patientZone, locale);
  const who = whoWords(catalogue, practitionerId);
  return html`<p><b>${time.day}, ${time.time}</b>, ${time.place}</p>
    ${time.elsewhere ? html`<p class="quiet">${time.elsewhere}</p>` : nothing}
    <p class="quiet">${movingCopy.with(who)}</p>`;
}

/** The payment that stays, what a cancellation of the new time costs, and that this is the last move here. */
function termsOf({ start }: Target, { booking, catalogue, locale, patientZone }: MoveContext) {
  const { payment, price, bookedAt, rescheduling } = booking;
  const paidCents = payment?.paidCents ?? 0;
  const currency = price?.currency ?? catalogue.clinic.currency;
  const paid =
    paidCents > 0 && movingCopy.paymentStays(chargeWords({ amountCents: paidCents, currency }, locale));
  const refund = refundWords(price, start, bookedAt, catalogue.clinic, patientZone, locale);
  const last = rescheduling.timesLeft === 1 && movingCopy.lastMove;
  if (!paid && !refund && !last) return nothing;
  return html`<p class="numbers">
    ${paid || nothing} ${refund ? html`<span lang="en-AU" dir="ltr">${refund}</span>` : nothing} ${last || nothing}
  </p>`;
}

function standsWords({ booking: { start }, patientZone, locale }: MoveContext): string {
  return movingCopy.unchanged(momentWords(start, start, patientZone, locale));
}
