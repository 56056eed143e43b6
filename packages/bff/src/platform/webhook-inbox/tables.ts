import { bigserial, index, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core';

/**
 * The webhook events of all providers, once each. Only ids are kept: a handler reads the rest at the provider, and a
 * delivery may contain names and answers of patients.
 */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    provider: text().notNull(),
    /** The same for every delivery of one event. */
    key: text().notNull(),
    kind: text().notNull(),
    /** The ids that the event is about, as the provider's own schema has them. */
    subjects: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    receivedAt: timestamp({ withTimezone: true }).notNull(),
    handledAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    unique('webhook_events_once').on(table.provider, table.key),
    index('webhook_events_by_handled').on(table.handledAt),
  ],
);
