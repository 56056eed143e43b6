import { date, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * What was destroyed because its time was over. The law requires this register: the name of the person, the period
 * that the records covered, and the day (s 25 HRIP Act NSW, HPP 4.3 Victoria). A trigger refuses to change or delete
 * a row; only the sealed name may be re-encrypted.
 */
export const destroyedRecords = pgTable(
  'destroyed_records',
  {
    id: uuid().primaryKey(),
    /** The kind of record, such as `booking`. */
    kind: text().notNull(),
    /** The id it had. */
    subjectId: text().notNull(),
    /** Sealed: the person's name; `null` when the record held none. */
    person: text(),
    /** The days from its first to its last entry. */
    coveredFrom: date({ mode: 'string' }).notNull(),
    coveredTo: date({ mode: 'string' }).notNull(),
    /** The rule of `retention` in clinic.yaml that decided. */
    rule: text().notNull(),
    /** The last day on which it had to be kept. */
    keptUntil: date({ mode: 'string' }).notNull(),
    destroyedAt: timestamp({ withTimezone: true }).notNull(),
    /** `system`, or `staff:` and the person who ordered it. */
    destroyedBy: text().notNull(),
  },
  (table) => [index('destroyed_records_subject').on(table.kind, table.subjectId)],
);
