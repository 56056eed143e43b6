import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

/** Something that was tried by a press on one of a task's buttons. Ids only. */
export interface TaskTry {
  action: string;
  /** The staff member's id. */
  by: string;
  /** ISO text. */
  at: string;
}

/** Problems that only a person can solve. */
export const staffTasks = pgTable(
  'staff_tasks',
  {
    id: uuid().primaryKey(),
    /** The kind of problem, such as `filing_failed`. */
    kind: text().notNull(),
    /** The subject: one of our ids. */
    subject: text().notNull(),
    /** What staff need to know. Sealed, because it may name a patient. */
    facts: text().notNull(),
    /** A keyed hash of the network address that caused it, where several such tasks become one: `open-in-burst.ts`. */
    burst: text(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    doneAt: timestamp({ withTimezone: true }),
    doneBy: text(),
    /** Sealed: what the person wrote who solved it. */
    doneNote: text(),
    /** Who works on it. */
    claimedBy: text(),
    claimedAt: timestamp({ withTimezone: true }),
    /** Goes up with each change by a person, so that a second person is told of it. */
    version: integer().notNull().default(0),
    tries: jsonb().$type<TaskTry[]>().notNull().default([]),
  },
  (table) => [
    // A job that runs twice opens one task.
    uniqueIndex('staff_tasks_open_once').on(table.kind, table.subject).where(sql`done_at is null`),
    index('staff_tasks_open').on(table.createdAt).where(sql`done_at is null`),
    index('staff_tasks_done').on(table.doneAt),
  ],
);
