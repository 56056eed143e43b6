import type { BookingStatus, BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { type SendOptions, send } from '../../../api/client.ts';
import { manageCopy } from '../../../copy/booking/manage.ts';

/** How far the answer "I'm coming" to a reminder is. */
export type ComingState = 'no' | 'asked' | 'sending' | 'noted' | 'failed';

export const comingWords = manageCopy.coming;

/** What the link of a reminder asks for: it ends with one of these words. */
export function reminderAnswer(fragment: string): 'coming' | 'move' | 'cancel' | null {
  const parts = new URLSearchParams(fragment.slice(1));
  return (['coming', 'move', 'cancel'] as const).find((answer) => parts.has(answer)) ?? null;
}

export function sendComing(
  origin: string,
  bookingId: string,
  options: SendOptions & { token: string },
): Promise<BookingView> {
  return send(origin, `${endpoints.booking(bookingId)}/coming`, {}, options);
}

export function comingView(
  state: ComingState,
  status: BookingStatus,
  say: () => void,
): TemplateResult | typeof nothing {
  if (state === 'no' || status !== 'confirmed') return nothing;
  if (state === 'noted') return html`<p class="state">${comingWords.noted}</p>`;
  return html`<div class="state">
    ${state === 'failed' ? html`<p role="alert">${comingWords.failed}</p>` : nothing}
    <button type="button" class="primary" part="coming" ?disabled=${state === 'sending'} @click=${say}>
      ${comingWords.act}
    </button>
  </div>`;
}
