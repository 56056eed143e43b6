import { css, html, type TemplateResult } from 'lit';
import type { Finding } from './finding.ts';

/** How many there are. Its parent gives it the level of a heading that fits. */
export function countWords({ length }: readonly Finding[]): string {
  if (length === 0) return 'Nothing found';
  return length === 1 ? 'There is 1 thing to fix' : `There are ${length} things to fix`;
}

/** The findings as a list, or the sentence that there are none. */
export function findingsList(findings: readonly Finding[], clean: string): TemplateResult {
  if (findings.length === 0) return html`<p>${clean}</p>`;
  return html`<ol class="findings">${findings.map(
    ({ place, what, remedy, rule }) => html`<li data-rule=${rule}>
      <code>${place}</code>
      <p>${what}</p>
      ${remedy ? html`<p class="remedy">${remedy}</p>` : ''}
    </li>`,
  )}</ol>`;
}

/** The findings as text, for a message to the person who can change the page. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(({ place, what, remedy }) => `${place}\n${what} ${remedy}`.trim()).join('\n\n');
}

export const findingsStyles = css`
  #result:focus {
    outline: none;
  }

  .findings {
    display: grid;
    gap: 12px;
    margin-block-start: 12px;
  }

  .findings li {
    padding: 0.875em 1em;
    border-radius: var(--_radius-s);
    border-inline-start: 4px solid var(--_warning);
    background: var(--_warning-wash);
  }

  .findings p {
    margin-block-start: 4px;
    overflow-wrap: anywhere;
  }

  .remedy {
    font-weight: 550;
  }

  code {
    font-family: ui-monospace, monospace;
    font-size: var(--_size-s);
    overflow-wrap: anywhere;
  }
`;
