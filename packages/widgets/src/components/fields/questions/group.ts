import type { Field } from '@botaniqal/shared/forms/definition.ts';
import { html, type TemplateResult } from 'lit';
import { aboutIds, aboutView } from '../about.ts';
import { labelWords } from './label-words.ts';
import { faultAt, type ShownField } from './shown-field.ts';

/**
 * Draws several controls that answer one question, under its words. The link of an error leads to the first control.
 */
export function groupView<F extends Field>(
  { field, faults }: ShownField<F>,
  controls: unknown,
  hint = field.hint,
): TemplateResult {
  const { id } = field;
  const fault = faultAt(faults, id);
  return html`<fieldset class="field" id=${id} aria-describedby=${aboutIds(id, hint, fault)}>
    <legend class="label">${labelWords(field)}</legend>
    ${aboutView(id, hint, fault)}${controls}
  </fieldset>`;
}
