import { html, type TemplateResult } from 'lit';
import { aboutIds, isWrong } from './about.ts';
import { inputValue, labelledField, type TextField } from './text-field.ts';

/** Each value with its words, in order. */
export type SelectOptions = readonly (readonly [value: string, words: string])[];

/** Draws a choice of one option as a native list, which takes one line. */
export function selectField(
  field: Pick<TextField, 'name' | 'label' | 'error' | 'value' | 'readonly' | 'onInput'>,
  options: SelectOptions,
): TemplateResult {
  const { name, error } = field;
  return labelledField(
    field,
    html`<select
      class="control"
      part="input"
      id=${name}
      ?disabled=${field.readonly}
      aria-invalid=${isWrong(error)}
      aria-describedby=${aboutIds(name, '', error)}
      @change=${(event: Event) => field.onInput(inputValue(event))}
    >
      ${options.map(
        ([value, words]) => html`<option value=${value} .selected=${value === field.value}>${words}</option>`,
      )}
    </select>`,
  );
}
