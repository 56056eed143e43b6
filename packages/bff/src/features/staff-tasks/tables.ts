import { sql } from 'drizzle-orm';
import { pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

/** What only a person can mend. */
export const staffTasks = pgTable(
  'staff_tasks',
  {
    id: uuid().primaryKey(),
    /** Which kind of trouble, like `filing_failed`. */
    kind: text().notNull(),
    /** Whom it is about: an id of ours. */
    subject: text().notNull(),
    /** What a person needs to know, sealed: it may name a patient. */
    facts: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    doneAt: timestamp({ withTimezone: true }),
    doneBy: text(),
  },
  (table) => [
    // A job that runs twice opens its task once.
    uniqueIndex('staff_tasks_open_once').on(table.kind, table.subject).where(sql`done_at is null`),
  ],
);
