import type { StaffTask, StaffTaskAct } from '@botaniqal/shared/contracts/staff/tasks.ts';
import { actorText } from '../../../platform/audit/actor.ts';
import { Problem } from '../../../platform/problem.ts';
import { byStaff, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import { taskFacts, taskPurpose } from '../opening/open-task.ts';
import { viewOfTask } from '../reading/task-view.ts';
import type { StaffTaskDeps } from '../tasks.ts';
import { lockTask, storeChange, type TaskChange, taskChanged } from './change-task.ts';
import { actionsOf } from './task-actions.ts';

/**
 * Does what a button of a task says. The act and its line in the task are one transaction.
 * @throws Problem not_found, changed_meanwhile, invalid_request
 */
export async function actOnTask(
  deps: StaffTaskDeps,
  taskId: string,
  { action, choice, version }: StaffTaskAct,
  by: { member: StaffMember; requestId: string },
): Promise<StaffTask> {
  const change: TaskChange = { taskId, seen: version, ...by };
  return deps.store.db.transaction(async (tx) => {
    const task = await lockTask(tx, deps, change);
    if (task.doneAt !== null) throw await taskChanged(tx, deps, task);
    const facts = taskFacts.parse(deps.sealing.open(task.facts, taskPurpose(task.id)));
    const act = deps.acts?.[action];
    if (!act || !actionsOf({ kind: task.kind, facts }, deps).some(({ id }) => id === action)) {
      throw refused('action', 'must be one of the actions of this task');
    }
    if (action === 'choose_record' && !facts.records?.some(({ id }) => id === choice)) {
      throw refused('choice', 'must be the id of one of the records of this task');
    }
    const { kind, subject } = task;
    const name = actorText(byStaff(by.member).actor);
    const outcome = await act(tx, { id: taskId, kind, subject, facts, choice: choice ?? null, by: name });
    const now = deps.clock.now();
    const tries = [...task.tries, { action, by: by.member.id, at: now.toISOString() }].slice(-mostTries);
    const done = outcome === 'done' ? { doneAt: now, doneBy: by.member.id } : {};
    return viewOfTask(deps, await storeChange(tx, deps, change, { tries, ...done }, 'staff_task.acted'));
  });
}

/** A task keeps the latest presses. */
const mostTries = 50;

function refused(path: string, message: string): Problem {
  return new Problem('invalid_request', `This cannot be done: ${path} ${message}.`, {
    fields: [{ path, code: 'not_possible', message }],
  });
}
