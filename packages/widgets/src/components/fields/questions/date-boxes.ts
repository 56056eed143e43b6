import type { DateField } from '@botaniqal/shared/forms/definition.ts';
import { isRecord } from '@botaniqal/shared/forms/kinds/kind.ts';
import type { TemplateResult } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';
import { dateInputs } from '../date-inputs.ts';
import { groupView } from './group.ts';
import { faultAt, type ShownField, textOf } from './shown-field.ts';

/** The values of the three boxes. A saved answer is `YYYY-MM-DD`, or the beginning of it. */
function boxesOf(typed: unknown): Record<string, unknown> {
  if (isRecord(typed)) return typed;
  const [year, month, day] = textOf(typed).split('-');
  return { year, month, day };
}

/** Draws a date; with `partial` the year alone is enough. */
export function dateView(shown: ShownField<DateField>): TemplateResult {
  const { field, typed, faults, change } = shown;
  const { id, autocomplete, hint, partial } = field;
  const boxes = boxesOf(typed);
  return groupView(
    shown,
    dateInputs({
      idOf: (part) => `${id}-${part}`,
      typed: (part) => textOf(boxes[part]),
      autocomplete: autocomplete ?? '',
      isRequired: (part) => !field.optional && (part === 'year' || !partial),
      error: faultAt(faults, id),
      onInput: (part, value) => change((now) => ({ ...boxesOf(now), [part]: value })),
    }),
    hint ?? (partial && formsCopy.partialDate),
  );
}
