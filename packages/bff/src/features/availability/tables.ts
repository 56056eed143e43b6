import { bigint, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * How often each practitioner's calendar, and each mailbox, is known to have changed. What was read under an earlier
 * number is read again before it is shown. In this way every process hears about a change.
 */
export const calendarVersions = pgTable('calendar_versions', {
  /** The practitioner's id, or `mailboxKey` of it. */
  practitionerId: text().primaryKey(),
  version: bigint({ mode: 'number' }).notNull(),
});

/**
 * Practitioners whose calendar cannot be read. A row is there from the first failed reading until the first good one, so
 * that all processes begin and end fail-over together.
 */
export const calendarOutages = pgTable('calendar_outages', {
  practitionerId: text().primaryKey(),
  since: timestamp({ withTimezone: true }).notNull(),
  /** The last failed reading. */
  failedAt: timestamp({ withTimezone: true }).notNull(),
});

/** When each practitioner's calendar and mailbox was read last, and since when that fails. */
export const calendarReads = pgTable(
  'calendar_reads',
  {
    practitionerId: text().notNull(),
    source: text({ enum: ['calendar', 'mailbox'] }).notNull(),
    lastReadAt: timestamp({ withTimezone: true }),
    failingSince: timestamp({ withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.practitionerId, table.source] })],
);
