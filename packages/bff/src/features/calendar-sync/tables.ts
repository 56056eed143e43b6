import { bigserial, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Calendar notices that were received and believed, once each. Only what is needed to look the event up: the
 * notice itself holds names and answers of patients, and is not kept.
 */
export const calendarNotices = pgTable('calendar_notices', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  /** The same for every delivery of one event. */
  key: text().notNull().unique(),
  kind: text({ enum: ['booked', 'cancelled', 'other'] }).notNull(),
  eventId: text(),
  /** The practitioners whose calendar it is about; empty when it names no visit of ours. */
  practitionerIds: text().array().notNull(),
  receivedAt: timestamp({ withTimezone: true }).notNull(),
  handledAt: timestamp({ withTimezone: true }),
});
