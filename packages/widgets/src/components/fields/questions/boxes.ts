import type { Column, PlainField } from '@botaniqal/shared/forms/definition.ts';
import { boxesOf, boxLabel } from '@botaniqal/shared/forms/kinds/boxes.ts';
import { isRecord } from '@botaniqal/shared/forms/kinds/kind.ts';
import type { Part } from '@botaniqal/shared/forms/kinds/parts.ts';
import { html, type TemplateResult } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';
import { type Box, boxView } from './box.ts';
import { groupView } from './group.ts';
import { faultAt, type ShownField, textOf } from './shown-field.ts';

/**
 * The input type and autocomplete token of a box. The browser may fill in only an address, because only that is the
 * patient's own.
 */
const controls: Readonly<Record<string, Pick<Box, 'autocomplete' | 'inputMode' | 'type'>>> = {
  line1: { autocomplete: 'address-line1' },
  line2: { autocomplete: 'address-line2' },
  suburb: { autocomplete: 'address-level2' },
  state: { autocomplete: 'address-level1' },
  postcode: { autocomplete: 'postal-code', inputMode: 'numeric' },
  'medicare.number': { inputMode: 'numeric' },
  irn: { inputMode: 'numeric' },
  'contact.phone': { type: 'tel' },
};

/** Draws a few boxes that answer one question: an address, a card, a person to call. */
export function partsView(shown: ShownField<PlainField>): TemplateResult {
  const { field, change } = shown;
  return groupView(
    shown,
    html`<div class="parts ${field.kind}">
      ${(boxesOf(field) ?? []).map((part) =>
        partView(shown, field.id, part, isRecord(shown.typed) ? shown.typed : {}, (value) =>
          change((typed) => ({ ...(isRecord(typed) ? typed : {}), [part.id]: value })),
        ),
      )}
    </div>`,
  );
}

/** @param place the path of the question or row that the box belongs to */
export function partView(
  { field, faults }: Pick<ShownField, 'field' | 'faults'>,
  place: string,
  part: Part | Column,
  typed: Record<string, unknown>,
  onInput: (value: string) => void,
): TemplateResult {
  const path = `${place}.${part.id}`;
  const named = `${field.kind}.${part.id}`;
  const { boxLabel: labels, boxHint: hints } = formsCopy;
  const value = textOf(typed[part.id]);
  return boxView({
    ...(field.kind !== 'rows' && (controls[named] ?? controls[part.id])),
    name: path,
    label: 'label' in part ? part.label : (labels[named] ?? labels[part.id] ?? boxLabel(part)),
    hint: 'label' in part ? undefined : hints[part.id],
    optional: part.optional,
    options: part.options,
    error: faultAt(faults, path),
    // A saved answer, in the format that is printed on the card.
    value: part.id === 'expiry' ? value.replace(/^(\d{4})-(\d\d)$/, '$2/$1') : value,
    onInput,
  });
}
