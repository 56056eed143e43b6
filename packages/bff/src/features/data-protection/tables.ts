import { date, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * What was destroyed because its time was over. The law asks for it: the name of the person, the period that the
 * records covered, and the day (s 25 HRIP Act NSW, HPP 4.3 Victoria). A trigger refuses to change or delete a row; only
 * the sealed name may be sealed anew.
 */
export const destroyedRecords = pgTable(
  'destroyed_records',
  {
    id: uuid().primaryKey(),
    /** What it was, like `booking`. */
    kind: text().notNull(),
    /** The id it had. */
    subjectId: text().notNull(),
    /** Sealed: the name of the person whom it was about; `null` where it held none. */
    person: text(),
    /** The days from its first to its last entry. */
    coveredFrom: date({ mode: 'string' }).notNull(),
    coveredTo: date({ mode: 'string' }).notNull(),
    /** By which rule of `retention` in clinic.yaml. */
    rule: text().notNull(),
    /** The last day on which it had to be kept. */
    keptUntil: date({ mode: 'string' }).notNull(),
    destroyedAt: timestamp({ withTimezone: true }).notNull(),
    /** `system`, or `staff:` and who asked for it. */
    destroyedBy: text().notNull(),
  },
  (table) => [index('destroyed_records_subject').on(table.kind, table.subjectId)],
);
