import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { staffTasks } from '../../platform/staff-tasks/tables.ts';
import { taskPurpose } from './open-task.ts';

/** What of a task is sealed. */
export const taskSealedColumns: readonly SealedColumn[] = [
  { table: staffTasks, key: staffTasks.id, column: staffTasks.facts, purpose: taskPurpose },
];
