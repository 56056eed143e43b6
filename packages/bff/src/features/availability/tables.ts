import { bigint, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * How often each practitioner's calendar is known to have changed. Free times that were read under an earlier
 * number are read again before they are shown: this is how every process hears about a change.
 */
export const calendarVersions = pgTable('calendar_versions', {
  practitionerId: text().primaryKey(),
  version: bigint({ mode: 'number' }).notNull(),
});
