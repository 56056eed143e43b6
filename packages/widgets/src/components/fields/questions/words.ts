import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { html, nothing } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';

/** A question, and that it may be left out. */
export function labelWords({
  label,
  optional,
}: {
  readonly label: string;
  readonly optional?: true | undefined;
}) {
  return optional ? html`${label} <span class="optional">(${formsCopy.optional})</span>` : label;
}

/** What helps before typing, and what is to be done after it; both stand before the control. */
export function aboutView(path: string, hint: string | undefined, fault: Fault | undefined) {
  return html`${hint ? html`<p class="hint" id="${path}-hint">${hint}</p>` : nothing}${
    fault
      ? html`<p class=${fault.warning ? 'warning' : 'error'} id="${path}-fault">${fault.message}</p>`
      : nothing
  }`;
}

/** The ids of what `aboutView` has drawn, for `aria-describedby`. */
export function aboutIds(path: string, hint: string | undefined, fault: Fault | undefined, more = '') {
  return [hint && `${path}-hint`, fault && `${path}-fault`, more].filter(Boolean).join(' ') || nothing;
}

/** For `aria-invalid`: what is only worth a second look is not wrong. */
export function isWrong(fault: Fault | undefined) {
  return fault && !fault.warning ? 'true' : nothing;
}
