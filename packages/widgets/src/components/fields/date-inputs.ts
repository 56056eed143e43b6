import { html, nothing, type TemplateResult } from 'lit';
import { datePart } from '../../copy/dates.ts';
import { type FieldFault, isWrong } from './about.ts';
import { inputValue } from './text-field.ts';

export type DatePart = 'day' | 'month' | 'year';

export const dateParts: readonly DatePart[] = ['day', 'month', 'year'];

export interface DateInputs {
  readonly idOf: (part: DatePart) => string;
  readonly typed: (part: DatePart) => string;
  /** `bday` when the browser may fill in the patient's date of birth; empty when it may not. */
  readonly autocomplete: string;
  readonly isRequired: (part: DatePart) => boolean;
  readonly error: FieldFault | undefined;
  readonly readonly?: boolean | undefined;
  readonly onInput?: (part: DatePart, value: string) => void;
}

/**
 * Draws a date as three boxes. People know such a date by heart, so typing is easier than turning the pages of a
 * calendar.
 * https://design-system.service.gov.uk/components/date-input/
 */
export function dateInputs(date: DateInputs): TemplateResult {
  const { autocomplete, idOf } = date;
  return html`<div class="date">
    ${dateParts.map(
      (part) => html`<div class=${part}>
        <label for=${idOf(part)}>${datePart[part]}</label>
        <input
          class="control numbers"
          part="input"
          id=${idOf(part)}
          name=${idOf(part)}
          data-part=${part}
          type="text"
          inputmode="numeric"
          autocomplete=${(autocomplete ? `${autocomplete}-${part}` : 'off') as AutoFill}
          .value=${date.typed(part)}
          ?readonly=${date.readonly}
          aria-required=${date.isRequired(part) || nothing}
          aria-invalid=${isWrong(date.error)}
          @input=${(event: Event) => date.onInput?.(part, inputValue(event))}
        />
      </div>`,
    )}
  </div>`;
}
