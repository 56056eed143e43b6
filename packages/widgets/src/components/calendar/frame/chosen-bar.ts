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
      <p>
        <span class="bar-when numbers">${chosen?.when ?? words.nothingChosen}</span>
        <span class="bar-details numbers">${chosen?.details ?? words.nothingChosenAdvice}</span>
      </p>
      ${chosen?.terms ? html`<p class="terms numbers">${chosen.terms}</p>` : nothing}
      <button type="button" class="primary" part="continue" aria-disabled=${!chosen} @click=${go}>${words.continue}</button>
    </div>
  `;
}
