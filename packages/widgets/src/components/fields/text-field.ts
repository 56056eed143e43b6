import { html, nothing, type TemplateResult } from 'lit';
import { aboutIds, aboutView, type FieldFault, isWrong } from './about.ts';

export interface TextField {
  /** Unique in the form's shadow root: the control's id, and where an error's link leads. */
  readonly name: string;
  readonly label: string | TemplateResult;
  readonly hint?: string | undefined;
  /** `undefined`: the value holds, or has not been checked yet. */
  readonly error: FieldFault | undefined;
  readonly value: string;
  readonly type?: 'text' | 'email' | 'tel' | undefined;
  /** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
  readonly autocomplete: string;
  readonly inputMode?: 'email' | 'tel' | 'text' | 'numeric' | 'decimal' | undefined;
  /** May be left empty. */
  readonly optional?: boolean | undefined;
  /** Rows of a text area; left out for one line. */
  readonly rows?: number;
  readonly readonly?: boolean;
  readonly onInput: (value: string) => void;
  readonly onBlur?: () => void;
}

/**
 * A label, its hint, its error and the native control, in the order in which they are read.
 *
 * A template and not an element of its own: the control stays in one tree with its form, so that browsers fill all
 * fields at once, Enter submits, and ids tie label, hint and error to it (no id crosses a shadow boundary).
 */
export function textField(field: TextField): TemplateResult {
  return labelledField(field, textControl(field));
}

/** The words of a field around any control whose id is the field's name. */
export function labelledField(
  { name, label, hint, error }: Pick<TextField, 'name' | 'label' | 'hint' | 'error'>,
  control: TemplateResult,
): TemplateResult {
  return html`<div class="field">
    <label class="label" for=${name}>${label}</label>
    ${aboutView(name, hint, error)}${control}
  </div>`;
}

/** @param more the id of further words that describe the control */
export function textControl(field: TextField, more = ''): TemplateResult {
  const { name, hint, error, type, rows } = field;
  const described = aboutIds(name, hint, error, more);
  const onInput = (event: Event) => field.onInput(inputValue(event));
  return rows
    ? html`<textarea
        class="control"
        part="input"
        id=${name}
        name=${name}
        rows=${rows}
        autocomplete=${field.autocomplete as AutoFill}
        .value=${field.value}
        ?readonly=${field.readonly}
        ?required=${!field.optional}
        aria-invalid=${isWrong(error)}
        aria-describedby=${described}
        @input=${onInput}
        @blur=${field.onBlur}
      ></textarea>`
    : html`<input
        class="control"
        part="input"
        id=${name}
        name=${name}
        type=${type ?? 'text'}
        inputmode=${field.inputMode ?? nothing}
        autocomplete=${field.autocomplete as AutoFill}
        autocapitalize=${type === 'email' ? 'none' : nothing}
        spellcheck=${type === 'email' ? 'false' : nothing}
        .value=${field.value}
        ?readonly=${field.readonly}
        ?required=${!field.optional}
        aria-invalid=${isWrong(error)}
        aria-describedby=${described}
        @input=${onInput}
        @blur=${field.onBlur}
      />`;
}

/** The value of the control that an event comes from. Every native control has one. */
export function inputValue(event: Event): string {
  return (event.currentTarget as HTMLInputElement).value;
}
