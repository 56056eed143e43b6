import type { Field, FieldKind } from '@botaniqal/shared/forms/definition.ts';
import type { FieldOf } from '@botaniqal/shared/forms/kinds/kind.ts';
import type { TemplateResult } from 'lit';
import { type Box, boxView } from './box.ts';
import { partsView } from './boxes.ts';
import { consentView } from './consent.ts';
import { dateView } from './date-boxes.ts';
import { choicesView, choiceView, scaleView, yesNoView } from './option-list.ts';
import { type RowActs, rowsView } from './rows.ts';
import { faultAt, type ShownField, textOf } from './shown-field.ts';

type View<F extends Field> = (shown: ShownField<F>, acts: RowActs) => TemplateResult;

/** The view of each kind of question. A new kind needs one line here. */
const views: { readonly [K in FieldKind]: View<FieldOf<K>> } = {
  text: (shown) => single(shown, { autocomplete: shown.field.autocomplete }),
  long_text: (shown) => single(shown, { autocomplete: shown.field.autocomplete, rows: 4 }),
  email: (shown) => single(shown, { type: 'email', autocomplete: 'email' }),
  phone: (shown) => single(shown, { type: 'tel', autocomplete: 'tel' }),
  number: (shown) =>
    single(shown, { unit: shown.field.unit, inputMode: shown.field.decimals ? 'decimal' : 'numeric' }),
  signature: (shown) => single(shown, {}),
  date: dateView,
  scale: scaleView,
  choice: choiceView,
  choices: choicesView,
  yes_no: yesNoView,
  address: partsView,
  medicare: partsView,
  dva: partsView,
  concession: partsView,
  contact: partsView,
  rows: rowsView,
  consent: consentView,
};

/** Draws a question with its controls. */
export function fieldView(shown: ShownField, acts: RowActs): TemplateResult {
  // The registry pairs each kind with its field. TypeScript cannot express that for a lookup by a union.
  const view = views[shown.field.kind] as View<Field>;
  return view(shown, acts);
}

/** Draws a question that one control answers. */
function single({ field, typed, faults, change }: ShownField, how: Partial<Box>): TemplateResult {
  const { id, label, hint, optional } = field;
  return boxView({
    ...how,
    name: id,
    label,
    hint,
    optional,
    error: faultAt(faults, id),
    value: textOf(typed),
    onInput: (value) => change(() => value),
  });
}
