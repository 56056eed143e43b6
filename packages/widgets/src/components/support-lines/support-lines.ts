import type { FormOutcome } from '@botaniqal/shared/contracts/forms.ts';
import { css, html, nothing, type TemplateResult } from 'lit';
import { helpCopy } from '../../copy/forms/help.ts';

/** A help line that a person can call. `linesOf` and the server both give this shape. */
export type SupportLine = Pick<FormOutcome['support'][number], 'id' | 'name' | 'phone' | 'text' | 'for'>;

/** Draws the help lines: name, purpose, hours, and a link that calls. A line that reads texts has a link that texts. */
export function supportLineList(lines: readonly SupportLine[]): TemplateResult {
  return html`<ul class="lines numbers">
    ${lines.map(
      ({ name, phone, text, for: who }) => html`<li class="line">
        <p class="who"><b>${name}</b><br /><span class="quiet">${who}</span></p>
        <p class="ways">
          ${way('tel', phone, helpCopy.call(phone), name)}${text ? way('sms', text, helpCopy.text(text), name) : nothing}
        </p>
      </li>`,
    )}
  </ul>`;
}

function way(scheme: 'tel' | 'sms', number: string, words: string, name: string): TemplateResult {
  return html`<a class="call" part="call" href="${scheme}:${number.replace(/[^+\d]/g, '')}"
    >${words}<span class="spoken">, ${name}</span></a
  >`;
}

/** Styles for the shadow root that shows help lines. */
export const supportLinesStyles = css`
  .lines {
    margin-block-start: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    justify-content: space-between;
    padding-block: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .who {
    flex: 1 1 220px;
  }
  .who b {
    font-weight: 650;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .call {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: var(--_press-l);
    padding: 4px 1em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius-b);
    color: var(--_text);
    font-weight: 550;
    text-align: center;
    text-decoration: none;
  }
  .call:hover {
    background: var(--_wash);
  }
  @media (max-width: 480px) {
    .ways {
      flex: 1 1 100%;
    }
    .ways .call {
      flex: 1 1 auto;
    }
  }
`;
