import { and, asc, count, desc, eq, gt, inArray, isNull, or, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { type TaskKind, urgentKinds } from '../kinds/task-kinds.ts';
import { staffTasks } from '../tables.ts';

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

/** A task about a subject, without its facts. */
export interface TaskAbout {
  kind: string;
  subject: string;
  openedAt: Date;
  doneAt: Date | null;
  /** The staff member's id, or `system`. */
  doneBy: string | null;
}

/** All tasks about some subjects, open and done, oldest first. */
export async function tasksAbout(db: Queryable, subjects: readonly string[]): Promise<TaskAbout[]> {
  if (subjects.length === 0) return [];
  return db
    .select({
      kind: staffTasks.kind,
      subject: staffTasks.subject,
      openedAt: staffTasks.createdAt,
      doneAt: staffTasks.doneAt,
      doneBy: staffTasks.doneBy,
    })
    .from(staffTasks)
    .where(inArray(staffTasks.subject, [...subjects]))
    .orderBy(asc(staffTasks.createdAt));
}

/** The kinds of the open tasks about each of some subjects. */
export async function openKindsOf(
  db: Queryable,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (subjects.length === 0) return new Map();
  const rows = await db
    .select({ subject: staffTasks.subject, kind: staffTasks.kind })
    .from(staffTasks)
    .where(and(isNull(staffTasks.doneAt), inArray(staffTasks.subject, [...subjects])));
  const kinds = new Map<string, string[]>();
  for (const { subject, kind } of rows) kinds.set(subject, [...(kinds.get(subject) ?? []), kind]);
  return kinds;
}

/** The open tasks that a person must look at first. @param most how many @param whose limits them, as `tasksFor` does */
export async function firstOpenTasks(
  db: Queryable,
  most: number,
  whose?: SQL,
): Promise<(typeof staffTasks.$inferSelect)[]> {
  return db
    .select()
    .from(staffTasks)
    .where(and(isNull(staffTasks.doneAt), whose))
    .orderBy(desc(inArray(staffTasks.kind, [...urgentKinds])), asc(staffTasks.createdAt))
    .limit(most);
}

/** How many tasks are open, and how many of them are urgent. */
export async function countOpenTasks(db: Queryable, whose?: SQL): Promise<{ all: number; urgent: number }> {
  const rows = await db
    .select({ kind: staffTasks.kind, open: count() })
    .from(staffTasks)
    .where(and(isNull(staffTasks.doneAt), whose))
    .groupBy(staffTasks.kind);
  const sum = (some: typeof rows) => some.reduce((total, { open }) => total + open, 0);
  return { all: sum(rows), urgent: sum(rows.filter(({ kind }) => urgentKinds.includes(kind))) };
}
