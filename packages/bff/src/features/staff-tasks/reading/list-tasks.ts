import type { StaffTask, StaffTasksQuery } from '@botaniqal/shared/contracts/staff/tasks.ts';
import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { recordListed } from '../../../platform/audit/record-access.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import { urgentKinds } from '../kinds/task-kinds.ts';
import { staffTasks } from '../tables.ts';
import type { StaffTaskDeps } from '../tasks.ts';
import { viewOfTask } from './task-view.ts';
import { tasksFor } from './tasks-for.ts';

/** The most tasks that one answer holds. */
const listed = 200;
const listedDone = 100;

/**
 * The open tasks, the urgent ones and then the oldest first; or those that were done, the latest first. Each read is in
 * the audit trail, because tasks name patients.
 */
export async function listTasks(
  deps: StaffTaskDeps,
  { whose, state }: StaffTasksQuery,
  member: StaffMember,
  requestId: string,
): Promise<StaffTask[]> {
  const claim = {
    all: undefined,
    mine: eq(staffTasks.claimedBy, member.id),
    unclaimed: isNull(staffTasks.claimedBy),
  };
  const done = {
    all: undefined,
    mine: eq(staffTasks.doneBy, member.id),
    unclaimed: isNull(staffTasks.claimedBy),
  };
  const rows = await deps.store.db.transaction(async (tx) => {
    const own = tasksFor(tx, deps, member);
    const found =
      state === 'done'
        ? await tx
            .select()
            .from(staffTasks)
            .where(and(isNotNull(staffTasks.doneAt), done[whose], own))
            .orderBy(desc(staffTasks.doneAt))
            .limit(listedDone)
        : await tx
            .select()
            .from(staffTasks)
            .where(and(isNull(staffTasks.doneAt), claim[whose], own))
            .orderBy(desc(inArray(staffTasks.kind, [...urgentKinds])), asc(staffTasks.createdAt))
            .limit(listed);
    const access = {
      actor: { kind: 'staff', subject: member.id },
      action: 'staff_task.read',
      requestId,
      at: deps.clock.now(),
    } as const;
    await recordListed(
      tx,
      access,
      'task',
      found.map(({ id }) => id),
    );
    return found;
  });
  return rows.map((row) => viewOfTask(deps, row));
}
