import type { ConsentField } from '@botaniqal/shared/forms/definition.ts';
import { isRecord } from '@botaniqal/shared/forms/kinds/kind.ts';
import { html, type TemplateResult } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';
import { optionView } from '../option.ts';
import { groupView } from './group.ts';
import { faultAt, type ShownField } from './shown-field.ts';

/** Draws the full text of a consent and a box to tick below it. The patient agrees to this version of the text only. */
export function consentView(shown: ShownField<ConsentField>): TemplateResult {
  const { field, typed, faults, change } = shown;
  const { id, text, version } = field;
  const fault = faultAt(faults, id);
  return groupView(
    shown,
    html`<div class="text" id="${id}-text">${text.map((words) => html`<p>${words}</p>`)}</div>
${optionView({
  type: 'checkbox',
  name: id,
  value: 'yes',
  words: html`<span>${formsCopy.agree}</span>`,
  checked: isRecord(typed) && typed.agreed === true && typed.version === version,
  wrong: fault,
  required: !field.optional,
  invalid: fault && !fault.warning,
  describedBy: `${id}-text`,
  choose: (checked) => change(() => (checked ? { agreed: true, version } : undefined)),
})}`,
  );
}
