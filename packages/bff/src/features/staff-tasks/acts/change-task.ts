import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { recordAccess } from '../../../platform/audit/record-access.ts';
import { auditLog } from '../../../platform/audit/tables.ts';
import { publishLive } from '../../../platform/live/live-channel.ts';
import { Problem } from '../../../platform/problem.ts';
import { changedMeanwhile } from '../../../platform/staff-auth/changed-meanwhile.ts';
import { colleagueName } from '../../../platform/staff-auth/colleague-name.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { tasksFor } from '../reading/tasks-for.ts';
import { staffTasks } from '../tables.ts';
import type { StaffTaskDeps } from '../tasks.ts';

type Row = typeof staffTasks.$inferSelect;

/** What a person can do to a task, as the audit trail has it. Each raises the version by one. */
const changeNames = [
  'staff_task.claimed',
  'staff_task.given_back',
  'staff_task.acted',
  'staff_task.done',
] as const;

/** What a person does to a task, and who. */
export interface TaskChange {
  taskId: string;
  /** The version that the person saw; left out: nothing is compared. */
  seen: number | undefined;
  member: StaffMember;
  requestId: string;
}

/**
 * Locks a task, and refuses a person who has not seen what others did since.
 * @throws Problem not_found, changed_meanwhile
 */
export async function lockTask(
  tx: Transaction,
  deps: Pick<StaffTaskDeps, 'staffList' | 'ownTasks'>,
  { taskId, seen, member }: TaskChange,
): Promise<Row> {
  const [row] = await tx
    .select()
    .from(staffTasks)
    .where(and(eq(staffTasks.id, taskId), tasksFor(tx, deps, member)))
    .for('update');
  if (!row) throw new Problem('not_found', 'There is no such task.');
  if (seen !== undefined && seen !== row.version) throw await taskChanged(tx, deps, row);
  return row;
}

/** The refusal, with what was done last. */
export async function taskChanged(
  tx: Transaction,
  deps: Pick<StaffTaskDeps, 'staffList'>,
  row: Row,
): Promise<Problem> {
  const [last] = await tx
    .select({ at: auditLog.at, actor: auditLog.actor, action: auditLog.action })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectKind, 'task'),
        eq(auditLog.subjectId, row.id),
        inArray(auditLog.action, [...changeNames]),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(1);
  const { at, actor, action } = last ?? {
    at: row.doneAt ?? row.createdAt,
    actor: 'system',
    action: 'staff_task.done',
  };
  return changedMeanwhile(
    'This task has changed since you opened it. Look at what was done, then decide again.',
    {
      by: actor,
      name: colleagueName(deps.staffList ?? [], actor),
      at,
      what: action,
      version: row.version,
    },
  );
}

/** Stores a change of a task, with its line in the audit trail, and tells open desks. */
export async function storeChange(
  tx: Transaction,
  deps: Pick<StaffTaskDeps, 'clock'>,
  { taskId, member, requestId }: TaskChange,
  set: Partial<Omit<Row, 'id' | 'version'>>,
  action: (typeof changeNames)[number],
): Promise<Row> {
  const [row] = await tx
    .update(staffTasks)
    .set({ ...set, version: sql`${staffTasks.version} + 1` })
    .where(eq(staffTasks.id, taskId))
    .returning();
  if (!row) throw new Error('A task that is locked is gone.');
  await recordAccess(tx, {
    actor: { kind: 'staff', subject: member.id },
    action,
    subject: { kind: 'task', id: taskId },
    requestId,
    at: deps.clock.now(),
  });
  await publishLive(tx, { kind: 'task', id: taskId });
  return row;
}
