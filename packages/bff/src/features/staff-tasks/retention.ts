import { and, eq, isNotNull, like, lt, or } from 'drizzle-orm';
import type { DaysRetentionPolicy } from '../../platform/retention/retention-policy.ts';
import type { Transaction } from '../../platform/store/database.ts';
import { staffTasks } from './tables.ts';

/** Tasks that are done. */
export const doneTasks: DaysRetentionPolicy = {
  name: 'done_task',
  kind: 'task',
  rule: 'doneTasksDays',
  async endedBefore(db, before) {
    const rows = await db
      .select({ id: staffTasks.id, from: staffTasks.createdAt, doneAt: staffTasks.doneAt })
      .from(staffTasks)
      .where(lt(staffTasks.doneAt, before));
    return rows.map(({ id, from, doneAt }) => ({ id, from, to: doneAt ?? from }));
  },
  async erase(tx, id) {
    const erased = await tx
      .delete(staffTasks)
      .where(and(eq(staffTasks.id, id), isNotNull(staffTasks.doneAt)))
      .returning({ id: staffTasks.id });
    return erased.length > 0;
  },
};

/** Erases all tasks about one subject and its emails, open or done. @param id a UUID; the subjects contain it */
export async function eraseTasksAbout(tx: Transaction, id: string): Promise<void> {
  await tx
    .delete(staffTasks)
    .where(or(like(staffTasks.subject, `%${id}`), like(staffTasks.subject, `%${id}:%`)));
}
