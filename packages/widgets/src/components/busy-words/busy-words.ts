import { html, type TemplateResult } from 'lit';

/** Draws both wordings of a button in one cell, so that the button keeps its size. `base` has the styles. */
export function busyWords(busy: boolean, words: string, whileBusy: string): TemplateResult {
  return html`<span class="words">
    <span class=${busy ? 'out' : ''}>${words}</span>
    <span class=${busy ? '' : 'out'}>${whileBusy}</span>
  </span>`;
}
