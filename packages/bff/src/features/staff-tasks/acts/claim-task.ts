import type { StaffTask, StaffTaskClaim } from '@botaniqal/shared/contracts/staff/tasks.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import { viewOfTask } from '../reading/task-view.ts';
import type { StaffTaskDeps } from '../tasks.ts';
import { lockTask, storeChange, type TaskChange, taskChanged } from './change-task.ts';

/**
 * A person takes a task, or gives it back. To take one that another person has, they must have seen that: the version.
 * @throws Problem not_found, changed_meanwhile
 */
export async function claimTask(
  deps: StaffTaskDeps,
  taskId: string,
  { claim, version }: StaffTaskClaim,
  by: { member: StaffMember; requestId: string },
): Promise<StaffTask> {
  const change: TaskChange = { taskId, seen: version, ...by };
  return deps.store.db.transaction(async (tx) => {
    const task = await lockTask(tx, deps, change);
    if (task.doneAt !== null) throw await taskChanged(tx, deps, task);
    const mine = task.claimedBy === by.member.id;
    if (claim === mine) return viewOfTask(deps, task);
    const isOfOther = task.claimedBy !== null && !mine;
    // Without a version, the person cannot know that another one has it.
    if (isOfOther && version === undefined) throw await taskChanged(tx, deps, task);
    if (!claim && !mine && !isOfOther) return viewOfTask(deps, task);
    const set = claim
      ? { claimedBy: by.member.id, claimedAt: deps.clock.now() }
      : { claimedBy: null, claimedAt: null };
    const action = claim ? 'staff_task.claimed' : 'staff_task.given_back';
    return viewOfTask(deps, await storeChange(tx, deps, change, set, action));
  });
}
