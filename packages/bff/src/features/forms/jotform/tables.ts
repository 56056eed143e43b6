import { bigserial, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * What JotForm has announced, once each. Only where to read it: an announcement is not signed and holds a patient's
 * answers, so it is neither believed nor kept.
 */
export const jotformNotices = pgTable('jotform_notices', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  /** JotForm's id of the submission; the same in every delivery. */
  submissionKey: text().notNull().unique(),
  /** JotForm's id of the form. */
  formKey: text().notNull(),
  receivedAt: timestamp({ withTimezone: true }).notNull(),
  handledAt: timestamp({ withTimezone: true }),
});
