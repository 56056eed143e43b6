import { html } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';

/** A question, and that it may be left out. */
export function labelWords({
  label,
  optional,
}: {
  readonly label: string;
  readonly optional?: boolean | undefined;
}) {
  return html`${label}${optional ? html` <span class="optional">(${formsCopy.optional})</span>` : ''}`;
}
