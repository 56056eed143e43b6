import { bigserial, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Who read or wrote what of a patient, and when. A trigger refuses to change or delete a row. Ids only. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** `patient`, `system`, `staff:` with the token's subject, or `vendor:` with the port's noun. */
    actor: text().notNull(),
    action: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    requestId: text(),
  },
  (table) => [
    index('audit_log_subject').on(table.subjectKind, table.subjectId),
    // For the search of a manager, which is limited to a number of lines.
    index('audit_log_actor').on(table.actor, table.id),
    index('audit_log_at').on(table.at),
  ],
);
