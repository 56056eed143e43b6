import { index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * What strangers have under way, for the limits on it. A row is one place of a limit: it is taken until it expires or
 * is released. The table is in the database, so that all servers count together.
 */
export const limitPlaces = pgTable(
  'limit_places',
  {
    limitName: text().notNull(),
    /** Keyed hash of an address, a mailbox or a phone number. */
    key: text().notNull(),
    /** What takes the place: one of our ids. */
    subject: text().notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.limitName, table.key, table.subject] }),
    index('limit_places_subject').on(table.subject),
    index('limit_places_expires').on(table.expiresAt),
  ],
);
