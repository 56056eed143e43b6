import { html, nothing, type TemplateResult } from 'lit';
import { DeskProblem, sentenceOf } from '../api/desk-problem.ts';
import { actionWords } from '../words/booking-words.ts';
import { clock } from '../words/moments.ts';

/** Why an act was refused. Where a colleague was faster, it says what they did. */
export function refused(error: unknown, zone: string): TemplateResult | typeof nothing {
  if (error === undefined) return nothing;
  const change = changeWords(error, zone);
  return html`<div class="state failed" role="alert">
    <p>${sentenceOf(error)}</p>
    ${change ? html`<p>${change}</p>` : nothing}
  </div>`;
}

/** What a colleague did meanwhile; empty when an act was refused for another reason. */
export function changeWords(error: unknown, zone: string): string {
  const change = error instanceof DeskProblem ? error.change : undefined;
  return change ? `${change.name}, ${clock(change.at, zone)}: ${actionWords(change.what)}` : '';
}
