import type { StaffTask, StaffTaskDone } from '@botaniqal/shared/contracts/staff-tasks.ts';
import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { recordAccess, recordListed } from '../../platform/audit/record-access.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import { publishLive } from '../../platform/live/live-channel.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import { Problem } from '../../platform/problem.ts';
import type { StaffMember } from '../../platform/staff-auth/staff-member.ts';
import type { Store } from '../../platform/store/store.ts';
import type { ServiceNames } from '../../ports/service-names.ts';
import { taskFacts, taskPurpose } from './open-task.ts';
import { staffTasks } from './tables.ts';
import { todoOf } from './task-kinds.ts';

export interface StaffTaskDeps {
  store: Pick<Store, 'db'>;
  sealing: Sealing;
  clock: Clock;
  metrics: Metrics;
  /** The tasks tell staff in which service to look. */
  names: ServiceNames;
}

/** The most tasks that one answer holds. */
const listed = 200;

/** The open tasks, oldest first. Each read is in the audit trail, because tasks name patients. */
export async function listTasks(
  deps: StaffTaskDeps,
  member: StaffMember,
  requestId: string,
): Promise<StaffTask[]> {
  const rows = await deps.store.db.transaction(async (tx) => {
    const open = await tx
      .select()
      .from(staffTasks)
      .where(isNull(staffTasks.doneAt))
      .orderBy(asc(staffTasks.createdAt))
      .limit(listed);
    const access = {
      actor: { kind: 'staff', subject: member.id },
      action: 'staff_task.read',
      requestId,
      at: deps.clock.now(),
    } as const;
    const ids = open.map(({ id }) => id);
    await recordListed(tx, access, 'task', ids);
    return open;
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    todo: todoOf(row.kind, deps.names),
    openedAt: row.createdAt.toISOString(),
    facts: taskFacts.parse(deps.sealing.open(row.facts, taskPurpose(row.id))),
  }));
}

/** Marks a task as done. Repeating it gives the same answer. @throws Problem not_found */
export async function finishTask(
  deps: StaffTaskDeps,
  taskId: string,
  member: StaffMember,
  requestId: string,
): Promise<StaffTaskDone> {
  const done = await deps.store.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const [finished] = await tx
      .update(staffTasks)
      .set({ doneAt: now, doneBy: member.id })
      .where(and(eq(staffTasks.id, taskId), isNull(staffTasks.doneAt)))
      .returning({ doneAt: staffTasks.doneAt });
    if (finished) {
      await recordAccess(tx, {
        actor: { kind: 'staff', subject: member.id },
        action: 'staff_task.done',
        subject: { kind: 'task', id: taskId },
        requestId,
        at: now,
      });
      await publishLive(tx, { kind: 'task', id: taskId });
      return finished.doneAt;
    }
    const [before] = await tx.select().from(staffTasks).where(eq(staffTasks.id, taskId));
    return before?.doneAt ?? null;
  });
  if (done === null) throw new Problem('not_found', 'There is no such task.');
  return { id: taskId, doneAt: done.toISOString() };
}

/** Sets the gauge of open tasks. Call it before the metrics are read: it counts in the store, for all servers. */
export async function gaugeOpenTasks(deps: Pick<StaffTaskDeps, 'store' | 'metrics'>): Promise<void> {
  const rows = await deps.store.db
    .select({ kind: staffTasks.kind, open: count() })
    .from(staffTasks)
    .where(isNull(staffTasks.doneAt))
    .groupBy(staffTasks.kind);
  deps.metrics.openTasks.reset();
  for (const { kind, open } of rows) deps.metrics.openTasks.set({ kind }, Number(open));
}
