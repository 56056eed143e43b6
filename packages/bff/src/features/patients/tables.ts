import { pgTable, text } from 'drizzle-orm/pg-core';

/** Keys for look-ups by keyed hash, each sealed. See `person-keys.ts`. */
export const lookupKeys = pgTable('lookup_keys', {
  name: text().primaryKey(),
  sealed: text().notNull(),
});
