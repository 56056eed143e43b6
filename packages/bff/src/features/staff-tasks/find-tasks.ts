import { and, asc, eq, gt, isNull, or, type SQLWrapper } from 'drizzle-orm';
import type { Queryable } from '../../platform/store/database.ts';
import { staffTasks } from './tables.ts';
import type { TaskKind } from './task-kinds.ts';

/** A subquery for `exists`: the open tasks about a subject. @param subject a value or a column with the subject's id */
export function openTasksAbout(db: Queryable, subject: SQLWrapper) {
  return db
    .select({ id: staffTasks.id })
    .from(staffTasks)
    .where(and(isNull(staffTasks.doneAt), eq(staffTasks.subject, subject)));
}

/** Whether a task of this kind was ever opened about a subject, open or done. */
export async function hadTask(db: Queryable, kind: TaskKind, subject: string): Promise<boolean> {
  const found = await db
    .select({ id: staffTasks.id })
    .from(staffTasks)
    .where(and(eq(staffTasks.kind, kind), eq(staffTasks.subject, subject)))
    .limit(1);
  return found.length > 0;
}

/** Whether a task of this kind is open, or was opened after an instant. */
export async function hasRecentTask(db: Queryable, kind: TaskKind, since: Date): Promise<boolean> {
  const found = await db
    .select({ id: staffTasks.id })
    .from(staffTasks)
    .where(and(eq(staffTasks.kind, kind), or(isNull(staffTasks.doneAt), gt(staffTasks.createdAt, since))))
    .limit(1);
  return found.length > 0;
}

/** The open tasks about a subject, oldest first. */
export async function openTasksOf(
  db: Queryable,
  subject: string,
): Promise<{ id: string; kind: string; openedAt: Date }[]> {
  return db
    .select({ id: staffTasks.id, kind: staffTasks.kind, openedAt: staffTasks.createdAt })
    .from(staffTasks)
    .where(and(isNull(staffTasks.doneAt), eq(staffTasks.subject, subject)))
    .orderBy(asc(staffTasks.createdAt));
}
