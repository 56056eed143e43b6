import type { Option } from '@botaniqal/shared/forms/definition.ts';
import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';
import { aboutIds, aboutView, isWrong, labelWords } from './words.ts';

/** One native control with its label. */
export interface Box {
  /** Unique in the form's shadow root: where an error's link leads, and what the control is called. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional?: true | undefined;
  readonly fault: Fault | undefined;
  readonly value: string;
  /** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
  readonly autocomplete?: string | undefined;
  readonly type?: 'email' | 'tel' | undefined;
  readonly inputMode?: 'numeric' | 'decimal' | undefined;
  /** Rows of a text area; left out for one line. */
  readonly rows?: number;
  /** To choose from, in place of typing. */
  readonly options?: readonly Option[] | undefined;
  /** What the number counts. */
  readonly unit?: string;
  readonly onInput: (value: string) => void;
}

/**
 * A label, its hint, its fault and the control, in the order in which they are read. A template and not an element:
 * all controls of a form stay in one tree, so that browsers fill them together and ids tie them to their words.
 */
export function boxView(box: Box): TemplateResult {
  const { path, hint, fault } = box;
  return html`<div class="field">
    <label class="label" for=${path}>${labelWords(box)}</label>
    ${aboutView(path, hint, fault)}${controlView(box)}
  </div>`;
}

function controlView(box: Box): TemplateResult {
  const { path, hint, fault, value, unit, options, rows, onInput } = box;
  const described = aboutIds(path, hint, fault, unit && `${path}-unit`);
  const autocomplete = box.autocomplete ?? 'off';
  const required = !box.optional;
  const input = (event: Event) => {
    // Bound to controls alone; their types differ, their value does not.
    onInput((event.currentTarget as HTMLInputElement).value);
  };
  if (options) {
    return html`<select
      class="control"
      part="input"
      id=${path}
      name=${path}
      autocomplete=${autocomplete}
      ?required=${required}
      aria-invalid=${isWrong(fault)}
      aria-describedby=${described}
      @change=${input}
    >
      <option value="" .selected=${value === ''}>${formsCopy.choose}</option>
      ${options.map(
        (option) =>
          html`<option value=${option.value} .selected=${value === option.value}>${option.label}</option>`,
      )}
    </select>`;
  }
  if (rows) {
    return html`<textarea
      class="control"
      part="input"
      id=${path}
      name=${path}
      rows=${rows}
      autocomplete=${autocomplete}
      .value=${value}
      ?required=${required}
      aria-invalid=${isWrong(fault)}
      aria-describedby=${described}
      @input=${input}
    ></textarea>`;
  }
  const control = html`<input
    class="control"
    part="input"
    id=${path}
    name=${path}
    type=${box.type ?? 'text'}
    inputmode=${box.inputMode ?? nothing}
    autocomplete=${autocomplete}
    autocapitalize=${box.type === 'email' ? 'none' : nothing}
    .value=${value}
    ?required=${required}
    aria-invalid=${isWrong(fault)}
    aria-describedby=${described}
    @input=${input}
  />`;
  return unit
    ? html`<div class="measure">${control}<span class="unit" id="${path}-unit">${unit}</span></div>`
    : control;
}
