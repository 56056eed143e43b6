import { and, eq, isNull } from 'drizzle-orm';
import type { Clock } from '../../../platform/clock.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { TaskKind } from '../kinds/task-kinds.ts';
import { staffTasks } from '../tables.ts';

/** Closes a task that is no longer needed, in the transaction that made it so. Does nothing when none is open. */
export async function closeStaffTask(
  tx: Transaction,
  { clock }: { clock: Clock },
  { kind, subject }: { kind: TaskKind; subject: string },
): Promise<void> {
  const closed = await tx
    .update(staffTasks)
    .set({ doneAt: clock.now(), doneBy: 'system' })
    .where(and(eq(staffTasks.kind, kind), eq(staffTasks.subject, subject), isNull(staffTasks.doneAt)))
    .returning({ id: staffTasks.id });
  for (const { id } of closed) await publishLive(tx, { kind: 'task', id });
}
