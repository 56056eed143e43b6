import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { differenceKinds } from './comparing/difference.ts';

/** What one system says of an appointment, for staff. It names no patient. */
export interface SaidBy {
  /** How staff know the system. */
  where: string;
  state: 'booked' | 'cancelled' | 'moved' | 'none' | 'not_read';
  /** Instants as ISO text in UTC. */
  start: string | null;
  practitionerId: string | null;
}

/** How many differences of a kind were found about appointments of one day. */
export interface Found {
  /** The day of the appointment, in the clinic's zone. */
  day: string;
  kind: string;
  outcome: 'mended' | 'task' | 'known';
  count: number;
}

/** A system that could not be read for a practitioner. */
export interface Unread {
  practitionerId: string;
  source: 'calendar' | 'mailbox' | 'records';
}

/** Where another system differs from a booking, now or earlier. Ids and times only. */
export const calendarDifferences = pgTable(
  'calendar_differences',
  {
    bookingId: uuid().notNull(),
    kind: text({ enum: differenceKinds }).notNull(),
    practitionerId: text().notNull(),
    start: timestamp({ withTimezone: true }).notNull(),
    sides: jsonb().$type<SaidBy[]>().notNull(),
    /** What was done about it last. */
    outcome: text({ enum: ['mended', 'task', 'known'] }).notNull(),
    /** How often it was mended: what comes back is left to a person. */
    mends: integer().notNull().default(0),
    foundAt: timestamp({ withTimezone: true }).notNull(),
    seenAt: timestamp({ withTimezone: true }).notNull(),
    /** When the difference was gone. */
    resolvedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.bookingId, table.kind] }),
    index('calendar_differences_open').on(table.practitionerId).where(sql`resolved_at is null`),
  ],
);

/** Appointments in the calendar that no booking names, so that each is asked about once. */
export const strangeEvents = pgTable('strange_events', {
  eventId: text().primaryKey(),
  /** Our id that travels with it; `null`: another person or program made it. */
  bookingId: uuid(),
  start: timestamp({ withTimezone: true }).notNull(),
});

/** Each comparison of all calendars with our bookings. */
export const reconciliationRuns = pgTable(
  'reconciliation_runs',
  {
    id: uuid().primaryKey(),
    startedBy: text({ enum: ['schedule', 'staff'] }).notNull(),
    startedAt: timestamp({ withTimezone: true }).notNull(),
    /** `null` while it works, and for ever when its server was killed. */
    finishedAt: timestamp({ withTimezone: true }),
    /** Until then no second one begins. */
    claimedUntil: timestamp({ withTimezone: true }),
    compared: integer().notNull().default(0),
    found: jsonb().$type<Found[]>().notNull(),
    unread: jsonb().$type<Unread[]>().notNull(),
  },
  () => [
    uniqueIndex('reconciliation_runs_one')
      .on(sql`(claimed_until is not null)`)
      .where(sql`claimed_until is not null`),
  ],
);
