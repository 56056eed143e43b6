import type { StaffTask } from '@botaniqal/shared/contracts/staff/tasks.ts';
import { z } from 'zod';
import { actionsOf } from '../acts/task-actions.ts';
import { todoOf, urgentKinds } from '../kinds/task-kinds.ts';
import { notePurpose, taskFacts, taskPurpose } from '../opening/open-task.ts';
import type { staffTasks } from '../tables.ts';
import type { StaffTaskDeps } from '../tasks.ts';

/** A task as staff see it. */
export function viewOfTask(
  deps: Pick<StaffTaskDeps, 'sealing' | 'names' | 'acts'>,
  row: typeof staffTasks.$inferSelect,
): StaffTask {
  const facts = taskFacts.parse(deps.sealing.open(row.facts, taskPurpose(row.id)));
  const { claimedBy, claimedAt, doneAt, doneBy, doneNote } = row;
  return {
    id: row.id,
    kind: row.kind,
    todo: todoOf(row.kind, deps.names, facts.count),
    openedAt: row.createdAt.toISOString(),
    urgent: urgentKinds.includes(row.kind),
    claimed: claimedBy === null || claimedAt === null ? null : { by: claimedBy, at: claimedAt.toISOString() },
    version: row.version,
    actions: doneAt === null ? actionsOf({ kind: row.kind, facts }, deps) : [],
    tries: row.tries,
    done:
      doneAt === null
        ? null
        : {
            at: doneAt.toISOString(),
            by: doneBy ?? 'system',
            note:
              doneNote === null ? null : z.string().parse(deps.sealing.open(doneNote, notePurpose(row.id))),
          },
    facts,
  };
}
