import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { Price } from '@botaniqal/shared/contracts/primitives.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { findVisit, type OfferedVisit } from '../../../catalogue/find.ts';
import { phoneLink } from '../../../components/phone-link/phone-link.ts';
import { type AppointmentTime, appointmentTime } from '../../../copy/appointment-time.ts';
import { bookingCopy } from '../../../copy/booking/booking.ts';
import { refundWords } from '../../../copy/booking/refund.ts';
import type { Journey } from '../journey/journey.ts';
import type { PromotionPart } from '../promotion/promotion-part.ts';

/** The facts that the views need besides the journey. */
export interface ViewContext {
  readonly api: string;
  readonly catalogue: Catalogue;
  readonly locale: string;
  readonly patientZone: string;
  /** The promotion code, once the patient has opened its field. */
  readonly promotion: PromotionPart | null;
  openPromotion(): void;
}

export type At<K extends Journey['at']> = Extract<Journey, { at: K }>;

/** The heading of a step. It takes focus when the step is reached, so that it is read out. */
export function heading(words: string, lead?: string | TemplateResult): TemplateResult {
  return html`<div class="head">
    <h2 tabindex="-1" part="heading">${words}</h2>
    ${lead ? html`<p class="lead">${lead}</p>` : nothing}
  </div>`;
}

/** Calling the clinic is a way forward on every step. */
export function callLink({ catalogue }: ViewContext, primary = false): TemplateResult {
  const { phone } = catalogue.clinic;
  return phoneLink(phone, bookingCopy.call(phone), primary);
}

export function visitOf({ choice }: Journey, { catalogue }: ViewContext): OfferedVisit | null {
  return choice && findVisit(catalogue, choice.service, choice.visit);
}

export function timeWords(start: string, durationMinutes: number, context: ViewContext): AppointmentTime {
  const { catalogue, patientZone, locale } = context;
  return appointmentTime(start, durationMinutes, catalogue.clinic.timeZone, patientZone, locale);
}

/** What a patient gets back who cancels; `bookedAt` is when the booking was confirmed. */
export function refundOf(
  price: Price | null | undefined,
  start: string,
  { catalogue, patientZone, locale }: ViewContext,
  bookedAt: string | null = null,
): string {
  return refundWords(price ?? null, start, bookedAt, catalogue.clinic, patientZone, locale);
}
