import { html, nothing, type TemplateResult } from 'lit';

export interface OptionShown {
  readonly type: 'radio' | 'checkbox';
  readonly words: string | TemplateResult;
  readonly checked: boolean;
  readonly id?: string | undefined;
  readonly name?: string;
  readonly value?: string;
  /** Further classes of the frame. */
  readonly look?: string;
  /** The frame shows that the answer is invalid. */
  readonly wrong?: unknown;
  readonly required?: boolean;
  /** The option is a question of its own, and its answer is invalid. */
  readonly invalid?: unknown;
  readonly describedBy?: string | undefined;
  /** Radios and checkboxes have no `readonly`, so while the form is being sent we cancel each press. */
  readonly held?: boolean;
  readonly choose: (checked: boolean) => void;
}

/** Draws one native radio or checkbox in a label that is large enough to press. */
export function optionView(option: OptionShown): TemplateResult {
  return html`<label class="choice ${option.look} ${option.wrong ? 'wrong' : ''}">
    <input
      type=${option.type}
      part="choice"
      id=${option.id ?? nothing}
      name=${option.name ?? nothing}
      value=${option.value ?? nothing}
      .checked=${option.checked}
      aria-required=${option.required || nothing}
      aria-invalid=${option.invalid ? 'true' : nothing}
      aria-describedby=${option.describedBy || nothing}
      @click=${(event: Event) => option.held && event.preventDefault()}
      @change=${(event: Event) => option.choose((event.currentTarget as HTMLInputElement).checked)}
    />${option.words}
  </label>`;
}
