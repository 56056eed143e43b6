import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../../platform/store/database.ts';
import type { TaskKind } from './open-task.ts';
import { staffTasks } from './tables.ts';

/** Takes a task away that has become needless, in the transaction that made it so. None that is open: nothing. */
export async function closeStaffTask(
  tx: Transaction,
  task: { kind: TaskKind; subject: string; now: Date },
): Promise<void> {
  await tx
    .update(staffTasks)
    .set({ doneAt: task.now, doneBy: 'system' })
    .where(
      and(eq(staffTasks.kind, task.kind), eq(staffTasks.subject, task.subject), isNull(staffTasks.doneAt)),
    );
}
