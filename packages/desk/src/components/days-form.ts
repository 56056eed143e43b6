import { css, html, type TemplateResult } from 'lit';

/** The row of fields that chooses which days are counted. */
export const daysFormStyles = css`
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: end;
  }

  form button {
    min-block-size: var(--_press-l);
  }
`;

interface Days {
  from: string;
  to: string;
}

/** @param more fields beside the days */
export function daysForm(
  { from, to }: Days,
  change: (days: Partial<Days>) => void,
  show: () => void,
  more?: TemplateResult,
): TemplateResult {
  return html`<form
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      show();
    }}
  >
    ${dayField('From', from, (day) => change({ from: day }))} ${dayField('To', to, (day) => change({ to: day }))} ${more}
    <button type="submit">Show</button>
  </form>`;
}

function dayField(label: string, value: string, change: (day: string) => void): TemplateResult {
  return html`<div class="field">
    <label class="label" for=${label}>${label}</label>
    <input
      class="control"
      id=${label}
      type="date"
      .value=${value}
      @change=${(event: Event) => change((event.currentTarget as HTMLInputElement).value)}
    />
  </div>`;
}
