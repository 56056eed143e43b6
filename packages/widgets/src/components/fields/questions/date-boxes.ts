import type { DateField } from '@botaniqal/shared/forms/definition.ts';
import { isRecord } from '@botaniqal/shared/forms/kinds/kind.ts';
import { html, type TemplateResult } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';
import { groupView } from './group.ts';
import { faultAt, type ShownField, textOf } from './shown-field.ts';
import { isWrong } from './words.ts';

const parts = ['day', 'month', 'year'] as const;

/** What stands in the three boxes; an answer that was kept is `YYYY-MM-DD`, or the beginning of it. */
function boxesOf(typed: unknown): Record<string, unknown> {
  if (isRecord(typed)) return typed;
  const [year, month, day] = textOf(typed).split('-');
  return { year, month, day };
}

/**
 * A date that people know by heart, typed into three boxes: a calendar to leaf through decades in is a burden.
 * https://design-system.service.gov.uk/components/date-input/
 */
export function dateView(shown: ShownField<DateField>): TemplateResult {
  const { field, typed, faults, change } = shown;
  const { id, autocomplete, hint, partial } = field;
  const boxes = boxesOf(typed);
  return groupView(
    shown,
    html`<div class="date">
      ${parts.map(
        (part) => html`<div class=${part}>
          <label for="${id}-${part}">${formsCopy.datePart[part]}</label>
          <input
            class="control numbers"
            part="input"
            id="${id}-${part}"
            name="${id}-${part}"
            type="text"
            inputmode="numeric"
            maxlength=${part === 'year' ? 4 : 2}
            autocomplete=${autocomplete ? `${autocomplete}-${part}` : 'off'}
            .value=${textOf(boxes[part])}
            ?required=${!field.optional && (part === 'year' || !partial)}
            aria-invalid=${isWrong(faultAt(faults, id))}
            @input=${(event: Event) => {
              const { value } = event.currentTarget as HTMLInputElement;
              change((now) => ({ ...boxesOf(now), [part]: value }));
            }}
          />
        </div>`,
      )}
    </div>`,
    hint ?? (partial && formsCopy.partialDate),
  );
}
