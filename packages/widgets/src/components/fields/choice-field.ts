import { html, nothing, type TemplateResult } from 'lit';
import { waitlistCopy } from '../../copy/waitlist/waitlist.ts';

export interface ChoiceField {
  /** Unique in the form's shadow root; also the id of the first radio, where an error's link leads. */
  readonly name: string;
  readonly label: string;
  readonly error: string | null;
  /** The value of the chosen one; empty: none yet. */
  readonly value: string;
  /** Each value with its words, in order. */
  readonly choices: readonly (readonly [value: string, words: string])[];
  readonly readonly: boolean;
  readonly onChoose: (value: string) => void;
}

/** One of a few, as native radios: arrow keys, form navigation and speech input work without us. */
export function choiceField(field: ChoiceField): TemplateResult {
  const { name, error, readonly } = field;
  // A radio knows no readonly: while the form is on its way, a press is taken back.
  const hold = (event: Event) => readonly && event.preventDefault();
  return html`<fieldset class="field" aria-describedby=${error ? `${name}-error` : nothing}>
    <legend class="label">${field.label}</legend>
    ${error ? html`<p class="error" id="${name}-error">${error}</p>` : nothing}
    <div class="choices ${name}">
      ${field.choices.map(
        ([value, words], index) => html`<label class="choice ${error ? 'wrong' : ''}">
          <input
            type="radio"
            part="choice"
            id=${index === 0 ? name : nothing}
            name=${name}
            value=${value}
            .checked=${field.value === value}
            @click=${hold}
            @change=${() => field.onChoose(value)}
          />${words}
        </label>`,
      )}
    </div>
  </fieldset>`;
}

/** The ways to be reached, in their words. */
export const contactChoices = Object.entries(waitlistCopy.contact);
