import { bigserial, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** The clinic's event log: what happened and when, with ids only. Append-only (a trigger in the migrations holds it). */
export const eventLog = pgTable(
  'event_log',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    name: text().notNull(),
    ids: jsonb().$type<Record<string, string>>().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('event_log_by_name').on(table.name, table.at)],
);
