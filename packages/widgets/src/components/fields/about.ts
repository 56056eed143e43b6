import { html, nothing } from 'lit';

/** The error of a value. With `warning` the value may stay, and the patient is asked to check it. */
export interface FieldFault {
  readonly message: string;
  readonly warning?: boolean | undefined;
}

/** Draws the hint and the error of a field. Both come before the control, in the order in which they are read. */
export function aboutView(name: string, hint: string | undefined, error: FieldFault | undefined) {
  return html`${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}${
    error
      ? html`<p class=${error.warning ? 'warning' : 'error'} id="${name}-error">${error.message}</p>`
      : nothing
  }`;
}

/** The ids of the hint and the error that `aboutView` draws, for `aria-describedby`. */
export function aboutIds(name: string, hint: unknown, error: unknown, more = '') {
  return [hint && `${name}-hint`, error && `${name}-error`, more].filter(Boolean).join(' ') || nothing;
}

/** The value of `aria-invalid`. */
export function isWrong(error: FieldFault | undefined) {
  return error && !error.warning ? 'true' : nothing;
}

/** An error as forms keep it: its sentence, or `null`. */
export function errorOf(message: string | null | undefined): FieldFault | undefined {
  return message ? { message } : undefined;
}
