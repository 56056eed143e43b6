import { bigint, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * How often each practitioner's calendar, and each mailbox, is known to have changed. What was read under an earlier
 * number is read again before it is shown. In this way every process hears about a change.
 */
export const calendarVersions = pgTable('calendar_versions', {
  /** The practitioner's id, or `mailboxKey` of it. */
  practitionerId: text().primaryKey(),
  version: bigint({ mode: 'number' }).notNull(),
});
