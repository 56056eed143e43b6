import type { Option } from '@botaniqal/shared/forms/definition.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';
import { aboutIds, isWrong } from '../about.ts';
import { inputValue, labelledField, type TextField, textControl } from '../text-field.ts';
import { labelWords } from './label-words.ts';

/** One box: a native control with its label. */
export interface Box extends Omit<TextField, 'autocomplete' | 'label'> {
  readonly label: string;
  readonly autocomplete?: string | undefined;
  /** Options for a list; without them the patient types. */
  readonly options?: readonly Option[] | undefined;
  /** The unit of the number. */
  readonly unit?: string;
}

export function boxView(box: Box): TemplateResult {
  const { name, unit, options } = box;
  const field: TextField = { ...box, label: labelWords(box), autocomplete: box.autocomplete ?? 'off' };
  if (options) return labelledField(field, selectView(field, options));
  const unitId = unit && `${name}-unit`;
  const control = textControl(field, unitId);
  return labelledField(
    field,
    unitId
      ? html`<div class="measure">${control}<span class="unit" id=${unitId}>${unit}</span></div>`
      : control,
  );
}

function selectView(field: TextField, options: readonly Option[]): TemplateResult {
  const { name, hint, error, value } = field;
  return html`<select
    class="control"
    part="input"
    id=${name}
    name=${name}
    autocomplete=${field.autocomplete as AutoFill}
    aria-required=${!field.optional || nothing}
    aria-invalid=${isWrong(error)}
    aria-describedby=${aboutIds(name, hint, error)}
    @change=${(event: Event) => field.onInput(inputValue(event))}
  >
    <option value="" .selected=${value === ''}>${formsCopy.choose}</option>
    ${options.map(
      (option) =>
        html`<option value=${option.value} .selected=${value === option.value}>${option.label}</option>`,
    )}
  </select>`;
}
