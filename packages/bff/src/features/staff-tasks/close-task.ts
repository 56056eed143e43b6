import { and, eq, isNull } from 'drizzle-orm';
import type { Clock } from '../../platform/clock.ts';
import type { Transaction } from '../../platform/store/database.ts';
import { staffTasks } from './tables.ts';
import type { TaskKind } from './task-kinds.ts';

/** Closes a task that is no longer needed, in the transaction that made it so. Does nothing when none is open. */
export async function closeStaffTask(
  tx: Transaction,
  { clock }: { clock: Clock },
  { kind, subject }: { kind: TaskKind; subject: string },
): Promise<void> {
  await tx
    .update(staffTasks)
    .set({ doneAt: clock.now(), doneBy: 'system' })
    .where(and(eq(staffTasks.kind, kind), eq(staffTasks.subject, subject), isNull(staffTasks.doneAt)));
}
