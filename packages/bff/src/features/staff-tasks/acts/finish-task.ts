import type { StaffTaskDone, StaffTaskFinish } from '@botaniqal/shared/contracts/staff/tasks.ts';
import { actorText } from '../../../platform/audit/actor.ts';
import { byStaff, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { TaskKind } from '../kinds/task-kinds.ts';
import { notePurpose } from '../opening/open-task.ts';
import type { StaffTaskDeps } from '../tasks.ts';
import { lockTask, storeChange, type TaskChange } from './change-task.ts';
import type { TaskEnds } from './task-actions.ts';

/**
 * Marks a task as done, with what the person wrote. Repeating it gives the same answer.
 * @throws Problem not_found, changed_meanwhile
 */
export async function finishTask(
  deps: StaffTaskDeps,
  taskId: string,
  { note, version }: StaffTaskFinish,
  acting: { member: StaffMember; requestId: string },
): Promise<StaffTaskDone> {
  const change: TaskChange = { taskId, seen: version, ...acting };
  return deps.store.db.transaction(async (tx) => {
    const task = await lockTask(tx, deps, change);
    if (task.doneAt !== null) return { id: taskId, doneAt: task.doneAt.toISOString() };
    const doneAt = deps.clock.now();
    const doneNote = note ? deps.sealing.seal(note, notePurpose(taskId)) : null;
    const ends: Readonly<Record<string, TaskEnds[TaskKind]>> = deps.ends ?? {};
    const by = actorText(byStaff(change.member).actor);
    await ends[task.kind]?.(tx, { subject: task.subject, by });
    await storeChange(tx, deps, change, { doneAt, doneBy: acting.member.id, doneNote }, 'staff_task.done');
    return { id: taskId, doneAt: doneAt.toISOString() };
  });
}
