import type { Answers, Field, FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { boxesOf } from '@botaniqal/shared/forms/kinds/boxes.ts';

/** One act of a person in a form: typing into the control with an id, or pressing an option of a name. */
export type Entry =
  | { readonly id: string; readonly text: string }
  | { readonly name: string; readonly value: string };

const texts: Readonly<Record<string, string>> = {
  email: 'alex@example.com',
  mobilePhone: '0491 570 006',
  homePhone: '03 7010 4321',
  line1: '1 High St',
  suburb: 'Richmond',
  state: 'VIC',
  postcode: '3121',
  'medicare.number': '2123 45670 1',
  irn: '1',
  expiry: '05/2027',
  'dva.number': 'NBUR9080',
  colour: 'gold',
  'concession.number': '307111942H',
  type: 'pension',
  relationship: 'partner',
  phone: '0491 570 156',
};

/**
 * The entries of a patient without alarming answers for a field. They open as many other questions as possible, and
 * work
 * for every definition.
 */
export function entriesFor(form: FormDefinition, field: Field, answers: Answers): readonly Entry[] {
  const { id } = field;
  const calm = (value: unknown) =>
    readForm(form, { ...answers, [id]: value }, { today: '2026-11-20' }).redFlags.length === 0;
  switch (field.kind) {
    case 'choice': {
      const option = field.options.find(({ value }) => calm(value));
      return option ? [{ name: id, value: option.value }] : [];
    }
    case 'choices': {
      const option = field.options.find(({ value }) => calm([value]));
      return option ? [{ name: id, value: option.value }] : [];
    }
    case 'yes_no':
      return [{ name: id, value: calm(true) ? 'yes' : 'no' }];
    case 'scale':
      return [{ name: id, value: String(field.min + 1) }];
    case 'consent':
      return [{ name: id, value: 'yes' }];
    case 'number':
      return [{ id, text: String(Math.round((field.min + field.max) / 2)) }];
    case 'date':
      return [
        { id: `${id}-day`, text: '17' },
        { id: `${id}-month`, text: '4' },
        { id: `${id}-year`, text: field.when === 'future' ? '2031' : '1988' },
      ];
    case 'rows':
      return field.columns.map((column) => ({
        id: `${id}.0.${column.id}`,
        text: column.options?.[0]?.value ?? 'Sample',
      }));
    default: {
      const boxes = boxesOf(field);
      if (!boxes)
        return [
          {
            id,
            text:
              texts[id] ??
              (field.kind === 'phone'
                ? '0491 570 006'
                : field.kind === 'email'
                  ? 'alex@example.com'
                  : 'Sample'),
          },
        ];
      return boxes.map((box) => ({
        id: `${id}.${box.id}`,
        text: texts[`${field.kind}.${box.id}`] ?? texts[box.id] ?? box.options?.[0]?.value ?? 'Sample',
      }));
    }
  }
}
