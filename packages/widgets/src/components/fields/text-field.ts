import { html, nothing, type TemplateResult } from 'lit';

export interface TextField {
  /** Unique in the form's shadow root; the name that travels to the server. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What to do about the value; `null` when it holds or has not been judged yet. */
  readonly error: string | null;
  readonly value: string;
  readonly type?: 'text' | 'email' | 'tel';
  /** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
  readonly autocomplete: AutoFill;
  readonly inputMode?: 'email' | 'tel' | 'text' | 'numeric';
  /** May be left empty. */
  readonly optional?: boolean;
  /** Rows of a text area; left out for one line. */
  readonly rows?: number;
  readonly readonly?: boolean;
  readonly onInput: (value: string) => void;
  readonly onBlur: () => void;
}

/**
 * A label, its hint, its error and the native control, in the order in which they are read.
 *
 * A template and not an element of its own: the control stays in one tree with its form, so that browsers
 * fill all fields at once, Enter submits, and label, hint and error are tied to it by id
 * (none of which crosses a shadow boundary).
 */
export function textField(field: TextField): TemplateResult {
  const { name, hint, error } = field;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const onInput = (event: Event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) {
      field.onInput(event.target.value);
    }
  };
  const control =
    field.rows === undefined
      ? html`<input
          class="control"
          part="input"
          id=${name}
          name=${name}
          type=${field.type ?? 'text'}
          inputmode=${field.inputMode ?? nothing}
          autocomplete=${field.autocomplete}
          autocapitalize=${field.type === 'email' ? 'none' : nothing}
          spellcheck=${field.type === 'email' ? 'false' : nothing}
          .value=${field.value}
          ?readonly=${field.readonly}
          ?required=${!field.optional}
          aria-invalid=${error ? 'true' : nothing}
          aria-describedby=${described || nothing}
          @input=${onInput}
          @blur=${field.onBlur}
        />`
      : html`<textarea
          class="control"
          part="input"
          id=${name}
          name=${name}
          rows=${field.rows}
          autocomplete=${field.autocomplete}
          .value=${field.value}
          ?readonly=${field.readonly}
          required
          aria-invalid=${error ? 'true' : nothing}
          aria-describedby=${described || nothing}
          @input=${onInput}
          @blur=${field.onBlur}
        ></textarea>`;
  return html`<div class="field">
    <label class="label" for=${name}>${field.label}</label>
    ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
    ${error ? html`<p class="error" id="${name}-error">${error}</p>` : nothing} ${control}
  </div>`;
}
