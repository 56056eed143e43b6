import { html, nothing, type TemplateResult } from 'lit';
import { detailsCopy } from '../../copy/booking/details.ts';

export interface DateField {
  /** Unique in the form's shadow root; the id of the first control, where an error's link leads. */
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly error: string | null;
  /** `year-month-day`, each as typed; empty: nothing was. */
  readonly value: string;
  readonly readonly?: boolean;
  readonly onInput: (value: string) => void;
  /** Focus has left all three. */
  readonly onBlur: () => void;
}

const parts = ['day', 'month', 'year'] as const;

/**
 * A date that people know by heart, typed into three fields: a calendar to leaf through decades in is a burden.
 * https://design-system.service.gov.uk/components/date-input/
 */
export function dateField(field: DateField): TemplateResult {
  const { name, error } = field;
  const [year = '', month = '', day = ''] = field.value.split('-');
  const typed = { year, month, day };
  const described = [`${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const onInput = (event: Event) => {
    if (event.currentTarget instanceof Element) field.onInput(dateIn(event.currentTarget));
  };
  const onFocusOut = (event: FocusEvent) => {
    const { currentTarget, relatedTarget } = event;
    const stays =
      currentTarget instanceof Element &&
      relatedTarget instanceof Node &&
      currentTarget.contains(relatedTarget);
    if (!stays) field.onBlur();
  };
  return html`<fieldset class="field" aria-describedby=${described} @input=${onInput} @focusout=${onFocusOut}>
    <legend class="label">${field.label}</legend>
    <p class="hint" id="${name}-hint">${field.hint}</p>
    ${error ? html`<p class="error" id="${name}-error">${error}</p>` : nothing}
    <div class="date">
      ${parts.map(
        (part) => html`<div class=${part}>
          <label for=${controlId(name, part)}>${detailsCopy.datePart[part]}</label>
          <input
            class="control numbers"
            part="input"
            id=${controlId(name, part)}
            data-part=${part}
            type="text"
            inputmode="numeric"
            maxlength=${part === 'year' ? 4 : 2}
            autocomplete="bday-${part}"
            .value=${typed[part]}
            ?readonly=${field.readonly}
            required
            aria-invalid=${error ? 'true' : nothing}
          />
        </div>`,
      )}
    </div>
  </fieldset>`;
}

function controlId(name: string, part: (typeof parts)[number]): string {
  return part === 'day' ? name : `${name}-${part}`;
}

/** What stands in the three controls within an element: `1980-3-27`, or empty. */
export function dateIn(root: ParentNode): string {
  const [day = '', month = '', year = ''] = parts.map(
    (part) => root.querySelector<HTMLInputElement>(`[data-part=${part}]`)?.value.trim() ?? '',
  );
  return day || month || year ? `${year}-${month}-${day}` : '';
}
