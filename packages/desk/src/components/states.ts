import { css, html, type TemplateResult } from 'lit';
import { sentenceOf } from '../api/desk-problem.ts';

/** The states that each screen has, drawn the same everywhere. */
export const stateStyles = css`
  .state {
    display: grid;
    gap: 12px;
    justify-items: start;
    padding: 24px;
    border: 1px dashed var(--_line);
    border-radius: var(--_radius);
    color: var(--_text-2);
  }

  .waiting {
    display: grid;
    gap: 12px;
  }

  .waiting .skeleton {
    block-size: 44px;
  }

  .waiting .skeleton:nth-child(2) {
    inline-size: 72%;
  }

  /* Seen only when the server is slow. */
  .waiting .slow {
    color: var(--_text-2);
    animation: bq-appear 200ms 5s both;
  }

  .state.failed {
    border-style: solid;
    border-color: var(--_danger);
    background: var(--_danger-wash);
    color: var(--_text);
  }
`;

export function loading(): TemplateResult {
  return html`<div class="waiting">
    <p class="skeleton" role="status">Loading …</p>
    <p class="skeleton" aria-hidden="true"></p>
    <p class="skeleton" aria-hidden="true"></p>
    <p class="slow" aria-hidden="true">This takes longer than usual.</p>
  </div>`;
}

/** Nothing is there. @param words say what would be here */
export function empty(words: string): TemplateResult {
  return html`<p class="state">${words}</p>`;
}

export function failed(error: unknown, again: () => void): TemplateResult {
  return html`<div class="state failed" role="alert">
    <p>${sentenceOf(error)}</p>
    <button type="button" @click=${again}>Try again</button>
  </div>`;
}
