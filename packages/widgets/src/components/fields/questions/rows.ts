import type { RowsField } from '@botaniqal/shared/forms/definition.ts';
import { isRecord } from '@botaniqal/shared/forms/kinds/kind.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';
import { partView } from './boxes.ts';
import { groupView } from './group.ts';
import { type ShownField, textOf } from './shown-field.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The row that was removed last, while the patient can bring it back. */
export interface RemovedRow {
  readonly field: string;
  readonly row: Row;
  readonly index: number;
}

/** Adding and removing rows. Both move the focus, so the form does them. */
export interface RowActs {
  readonly removed: RemovedRow | null;
  readonly add: () => void;
  readonly remove: (index: number) => void;
  readonly undo: () => void;
}

/** The rows of an answer. An empty answer has one empty row. */
export function rowsOf(typed: unknown): readonly Row[] {
  const rows = Array.isArray(typed) ? typed.filter(isRecord) : [];
  return rows.length > 0 ? rows : [{}];
}

/** "Medicine 2: Ibuprofen" */
export function rowName({ item, columns }: RowsField, row: Row, index: number): string {
  const first = textOf(row[columns[0]?.id ?? '']).trim();
  return `${formsCopy.row(item, index + 1)}${first && `: ${first}`}`;
}

/** Draws a list such as medicines or allergies: one row for each, with its boxes. */
export function rowsView(shown: ShownField<RowsField>, acts: RowActs): TemplateResult {
  const { field, typed, change } = shown;
  const { id, item, columns, maxRows } = field;
  const rows = rowsOf(typed);
  const { removed } = acts;
  return groupView(
    shown,
    html`${rows.map(
      (row, index) => html`<fieldset class="row" id="${id}.${index}">
        <legend>${formsCopy.row(item, index + 1)}</legend>
        <div class="parts">
          ${columns.map((column) =>
            partView(shown, `${id}.${index}`, column, row, (value) =>
              change((now) =>
                rowsOf(now).map((each, at) => (at === index ? { ...each, [column.id]: value } : each)),
              ),
            ),
          )}
        </div>
        ${
          rows.length > 1 || Object.values(row).some(Boolean)
            ? html`<button type="button" class="link" @click=${() => acts.remove(index)}>
                ${formsCopy.remove}<span class="spoken"> ${rowName(field, row, index)}</span>
              </button>`
            : nothing
        }
      </fieldset>`,
    )}
    ${
      removed?.field === id
        ? html`<p class="removed">
            ${formsCopy.removed(rowName(field, removed.row, removed.index))}
            <button type="button" class="link" id="${id}-undo" @click=${acts.undo}>${formsCopy.undo}</button>
          </p>`
        : nothing
    }
    ${
      rows.length < maxRows
        ? html`<button type="button" class="add" @click=${acts.add}>${formsCopy.addRow(item)}</button>`
        : html`<p class="hint">${formsCopy.fullRows(maxRows)}</p>`
    }`,
  );
}
