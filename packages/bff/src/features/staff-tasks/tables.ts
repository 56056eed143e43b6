import { sql } from 'drizzle-orm';
import { pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

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
  },
  (table) => [
    // A job that runs twice opens one task.
    uniqueIndex('staff_tasks_open_once').on(table.kind, table.subject).where(sql`done_at is null`),
  ],
);
