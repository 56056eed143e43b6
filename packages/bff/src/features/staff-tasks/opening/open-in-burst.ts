import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { publishLive } from '../../../platform/live/live-channel.ts';
import type { Transaction } from '../../../platform/store/database.ts';
import type { TaskKind } from '../kinds/task-kinds.ts';
import { staffTasks } from '../tables.ts';
import { openStaffTask, type TaskContext, type TaskFacts, taskFacts, taskPurpose } from './open-task.ts';

/** How long after the first one others still belong to a burst. */
const burstMs = hourMs;

/** A task lists this many people beside the first; more are counted only. */
const mostOthers = 50;

/**
 * Opens a task, or adds to an open one of the same kind and source. One person who sends forty alarming forms then
 * makes one task with a count, and the tasks about other people stay visible beside it. Each person is in the facts
 * once, so that a second person in the same house is called, too.
 * @param task.burst a keyed hash of the source; `null`: it is not known, and the task stands alone
 * @returns how many the task stands for, the new one included
 */
export async function openTaskInBurst(
  tx: Transaction,
  context: TaskContext,
  task: { kind: TaskKind; subject: string; facts: TaskFacts; burst: string | null },
): Promise<number> {
  const { burst, ...alone } = task;
  if (burst === null) {
    await openStaffTask(tx, context, alone);
    return 1;
  }
  // Of alarms at the same instant, each one sees the task that an earlier one has opened.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`task-burst:${task.kind}:${burst}`}, 0))`,
  );
  const now = context.clock.now();
  const [open] = await tx
    .select()
    .from(staffTasks)
    .where(
      and(
        eq(staffTasks.kind, task.kind),
        eq(staffTasks.burst, burst),
        isNull(staffTasks.doneAt),
        gt(staffTasks.createdAt, new Date(now.getTime() - burstMs)),
      ),
    )
    .limit(1);
  if (!open) {
    const id = await openStaffTask(tx, context, alone);
    if (id !== null) await tx.update(staffTasks).set({ burst }).where(eq(staffTasks.id, id));
    return 1;
  }
  const facts = added(taskFacts.parse(context.sealing.open(open.facts, taskPurpose(open.id))), task.facts);
  await tx
    .update(staffTasks)
    .set({ facts: context.sealing.seal(facts, taskPurpose(open.id)) })
    .where(eq(staffTasks.id, open.id));
  await publishLive(tx, { kind: 'task', id: open.id });
  return facts.count ?? 1;
}

function added(facts: TaskFacts, more: TaskFacts): TaskFacts {
  const others = facts.others ?? [];
  const { patientName, patientPhone, patientEmail, reason } = more;
  const person = {
    ...(patientName === undefined ? {} : { patientName }),
    ...(patientPhone === undefined ? {} : { patientPhone }),
    ...(patientEmail === undefined ? {} : { patientEmail }),
    ...(reason === undefined ? {} : { reason }),
  };
  const isKnown = [facts, ...others].some((one) => isSamePerson(one, person));
  return {
    ...facts,
    count: (facts.count ?? 1) + 1,
    others: isKnown || others.length >= mostOthers ? others : [...others, person],
  };
}

type Person = Pick<TaskFacts, 'patientName' | 'patientPhone' | 'patientEmail' | 'reason'>;

function isSamePerson(one: Person, other: Person): boolean {
  return (
    one.patientName === other.patientName &&
    one.patientPhone === other.patientPhone &&
    one.patientEmail === other.patientEmail &&
    one.reason === other.reason
  );
}
