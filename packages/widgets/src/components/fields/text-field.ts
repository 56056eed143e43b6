import { html, nothing, type TemplateResult } from 'lit';
import { aboutIds, aboutView, type FieldFault, isWrong } from './about.ts';

export interface TextField {
  /** Unique in the form's shadow root: the control's id, to which the link of an error leads. */
  readonly name: string;
  readonly label: string | TemplateResult;
  readonly hint?: string | undefined;
  /** `undefined`: the value is valid, or has not been checked yet. */
  readonly error: FieldFault | undefined;
  readonly value: string;
  readonly type?: 'text' | 'email' | 'tel' | undefined;
  /** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
  readonly autocomplete: string;
  readonly inputMode?: 'email' | 'tel' | 'text' | 'numeric' | 'decimal' | undefined;
  /** May be left empty. */
  readonly optional?: boolean | undefined;
  /** The rows of a text area; left out for a control of one line. */
  readonly rows?: number;
  readonly readonly?: boolean;
  readonly onInput: (value: string) => void;
  readonly onBlur?: () => void;
}

/**
 * Draws a label, its hint, its error and the native control, in the order in which they are read.
 *
 * It is a template and not an element: the control stays in one tree with its form, so that browsers fill in all
 * fields, Enter submits, and ids connect label, hint and error to it (an id does not cross a shadow boundary).
 */
export function textField(field: TextField): TemplateResult {
  return labelledField(field, textControl(field));
}

/** Draws the words of a field around a control whose id is the field's name. */
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
        aria-required=${!field.optional || nothing}
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
        aria-required=${!field.optional || nothing}
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
