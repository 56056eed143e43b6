import { html, type TemplateResult } from 'lit';
import { aboutIds, aboutView } from './about.ts';
import { dateInputs, dateParts } from './date-inputs.ts';
import type { TextField } from './text-field.ts';

/** `value` is `year-month-day`, each as typed; empty: nothing was typed. `onBlur`: focus has left all three inputs. */
export type DateField = Pick<
  TextField,
  'name' | 'label' | 'hint' | 'error' | 'value' | 'autocomplete' | 'readonly' | 'onInput' | 'onBlur'
>;

/**
 * Draws the patient's date of birth. The id of the day's input is the field's name, because the link of an error leads
 * there.
 */
export function dateField(field: DateField): TemplateResult {
  const { name, hint, error, readonly } = field;
  const [year = '', month = '', day = ''] = field.value.split('-');
  const typed = { year, month, day };
  const onFocusOut = ({ currentTarget, relatedTarget }: FocusEvent) => {
    const stays =
      currentTarget instanceof Element &&
      relatedTarget instanceof Node &&
      currentTarget.contains(relatedTarget);
    if (!stays) field.onBlur?.();
  };
  return html`<fieldset
    class="field"
    aria-describedby=${aboutIds(name, hint, error)}
    @input=${(event: Event) => field.onInput(dateIn(event.currentTarget as Element))}
    @focusout=${onFocusOut}
  >
    <legend class="label">${field.label}</legend>
    ${aboutView(name, hint, error)}
    ${dateInputs({
      idOf: (part) => (part === 'day' ? name : `${name}-${part}`),
      typed: (part) => typed[part],
      autocomplete: field.autocomplete,
      isRequired: () => true,
      error,
      readonly,
    })}
  </fieldset>`;
}

/** The value of the three inputs within an element: `1980-3-27`, or empty. */
export function dateIn(root: ParentNode): string {
  const [day = '', month = '', year = ''] = dateParts.map(
    (part) => root.querySelector<HTMLInputElement>(`[data-part=${part}]`)?.value.trim() ?? '',
  );
  return day || month || year ? `${year}-${month}-${day}` : '';
}
