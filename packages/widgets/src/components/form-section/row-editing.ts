import type { Field } from '@botaniqal/shared/forms/definition.ts';
import { formsCopy } from '../../copy/forms/forms.ts';
import { type RemovedRow, type Row, type RowActs, rowName, rowsOf } from '../fields/questions/rows.ts';

/** The functions that the section gives to the editing of rows. */
interface RowHost {
  valueOf(field: Field): unknown;
  change(field: Field, rows: readonly Row[]): void;
  say(words: string): void;
  /** Moves the focus to the control at a path, as soon as it is drawn. */
  focus(path: string): void;
}

/** Adds rows to a question, removes them and brings the last removed one back; announces each change. */
export class RowEditing {
  removed: RemovedRow | null = null;
  readonly #host: RowHost;

  constructor(host: RowHost) {
    this.#host = host;
  }

  actsOn(field: Field): RowActs {
    return {
      removed: this.removed,
      add: () => this.#add(field),
      remove: (index) => this.#remove(field, index),
      undo: () => this.#undo(field),
    };
  }

  #add(field: Field): void {
    const rows = rowsOf(this.#host.valueOf(field));
    this.removed = null;
    this.#host.change(field, [...rows, {}]);
    this.#host.say(formsCopy.inList(rows.length + 1));
    this.#host.focus(`${field.id}.${rows.length}`);
  }

  #remove(field: Field, index: number): void {
    if (field.kind !== 'rows') return;
    const rows = rowsOf(this.#host.valueOf(field));
    const row = rows[index] ?? {};
    this.removed = { field: field.id, row, index };
    this.#host.change(field, rows.toSpliced(index, 1));
    this.#host.say(`${formsCopy.removed(rowName(field, row, index))}. ${formsCopy.inList(rows.length - 1)}`);
    this.#host.focus(`${field.id}-undo`);
  }

  #undo(field: Field): void {
    const { removed } = this;
    if (!removed) return;
    const typed = this.#host.valueOf(field);
    const rows = Array.isArray(typed) && typed.length > 0 ? rowsOf(typed) : [];
    this.removed = null;
    this.#host.change(field, rows.toSpliced(removed.index, 0, removed.row));
    this.#host.say(formsCopy.inList(rows.length + 1));
    this.#host.focus(`${field.id}.${removed.index}`);
  }
}
