import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Clock } from '../../../platform/clock.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import { urgentKinds } from '../kinds/task-kinds.ts';
import { taskFacts, taskPurpose } from '../opening/open-task.ts';
import { staffTasks } from '../tables.ts';
import { storeChange } from './change-task.ts';

/** What became of a triage session: who has it now, `null` for no one, or that it is concluded. */
export type SessionFollowed = { claimedBy: string | null } | 'concluded';

/**
 * The tasks of an alarm follow its triage session, so that Today and Triage name the same person: who takes the session
 * has them, and they end with it. A task that counts further people stays open: they are not called yet.
 */
export async function followSession(
  tx: Transaction,
  deps: { clock: Clock; sealing: Sealing },
  sessionId: string,
  followed: SessionFollowed,
  by: { member: StaffMember; requestId: string },
): Promise<void> {
  const open = await tx
    .select()
    .from(staffTasks)
    .where(
      and(
        eq(staffTasks.subject, sessionId),
        inArray(staffTasks.kind, [...urgentKinds]),
        isNull(staffTasks.doneAt),
      ),
    )
    .orderBy(asc(staffTasks.id))
    .for('update');
  const now = deps.clock.now();
  for (const task of open) {
    const change = { taskId: task.id, seen: undefined, ...by };
    if (followed === 'concluded') {
      const { count = 1 } = taskFacts.parse(deps.sealing.open(task.facts, taskPurpose(task.id)));
      if (count > 1) continue;
      await storeChange(tx, deps, change, { doneAt: now, doneBy: by.member.id }, 'staff_task.done');
    } else if (task.claimedBy !== followed.claimedBy) {
      const { claimedBy } = followed;
      const set = { claimedBy, claimedAt: claimedBy === null ? null : now };
      await storeChange(tx, deps, change, set, claimedBy ? 'staff_task.claimed' : 'staff_task.given_back');
    }
  }
}
