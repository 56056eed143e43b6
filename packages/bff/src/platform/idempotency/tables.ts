import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Requests that carried an `Idempotency-Key`, and what was answered. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** SHA-256 of route and key: a key may be anything a client likes, also something personal. */
    keyHash: text().primaryKey(),
    /** SHA-256 of the body, to tell a repeat from another request under the same key. */
    requestHash: text().notNull(),
    /** Which attempt holds the key. */
    owner: uuid().notNull(),
    /** While there is no answer: until when the holder may take. After that it counts as killed. */
    heldUntil: timestamp({ withTimezone: true }).notNull(),
    status: integer(),
    /** Headers and body, sealed: an answer may hold a token. */
    answer: text(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('idempotency_keys_expires').on(table.expiresAt)],
);
