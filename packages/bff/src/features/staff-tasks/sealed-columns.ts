import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { notePurpose, taskPurpose } from './opening/open-task.ts';
import { staffTasks } from './tables.ts';

/** The sealed columns of tasks. */
export const taskSealedColumns: readonly SealedColumn[] = [
  { table: staffTasks, key: staffTasks.id, column: staffTasks.facts, purpose: taskPurpose },
  { table: staffTasks, key: staffTasks.id, column: staffTasks.doneNote, purpose: notePurpose },
];
