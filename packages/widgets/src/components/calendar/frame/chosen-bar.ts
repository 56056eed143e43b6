import { html, nothing, type TemplateResult } from 'lit';
import { calendarCopy as words } from '../../../copy/calendar.ts';

/**
 * The bar at the end: the chosen time, the practitioner, the price, what a cancellation costs, and "Continue". It is drawn from the start, so
 * nothing moves.
 */
export function chosenBar(
  chosen: { when: string; details: string; terms: string } | undefined,
  go: () => void,
): TemplateResult {
  return html`
    <div class="bar ${chosen ? 'chosen' : ''}" part="bar">
      <p class="bar-when numbers">${chosen?.when ?? words.nothingChosen}</p>
      <p class="bar-details numbers">${chosen?.details ?? words.nothingChosenAdvice}</p>
      ${chosen?.terms ? html`<p class="bar-details numbers" lang="en-AU" dir="ltr">${chosen.terms}</p>` : nothing}
      <button type="button" class="primary" part="continue" aria-disabled=${!chosen} @click=${go}>${words.continue}</button>
    </div>
  `;
}
