import { html, type TemplateResult } from 'lit';
import { aboutIds, aboutView, type FieldFault } from './about.ts';
import { optionView } from './option.ts';

export interface ChoiceField {
  /** Unique in the form's shadow root; also the id of the first radio, where an error's link leads. */
  readonly name: string;
  readonly label: string;
  readonly error?: FieldFault | undefined;
  /** The value of the chosen option; empty: none is chosen. */
  readonly value: string;
  /** Each value with its words, in order. */
  readonly choices: readonly (readonly [value: string, words: string])[];
  readonly readonly: boolean;
  readonly onChoose: (value: string) => void;
}

/**
 * Draws a choice of one option as native radios, so that arrow keys, form navigation and speech input work by
 * themselves.
 */
export function choiceField(field: ChoiceField): TemplateResult {
  const { name, error } = field;
  return html`<fieldset class="field" aria-describedby=${aboutIds(name, '', error)}>
    <legend class="label">${field.label}</legend>
    ${aboutView(name, '', error)}
    <div class="choices ${name}">
      ${field.choices.map(([value, words], index) =>
        optionView({
          type: 'radio',
          id: index ? undefined : name,
          name,
          value,
          words,
          checked: field.value === value,
          wrong: error,
          held: field.readonly,
          choose: () => field.onChoose(value),
        }),
      )}
    </div>
  </fieldset>`;
}
