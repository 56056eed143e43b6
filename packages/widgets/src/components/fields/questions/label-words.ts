import { html } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';

/** The words of a question, marked as optional when the patient may leave it out. */
export function labelWords({
  label,
  optional,
}: {
  readonly label: string;
  readonly optional?: boolean | undefined;
}) {
  return html`${label}${optional ? html` <span class="optional">(${formsCopy.optional})</span>` : ''}`;
}
