import type { Attribution } from '@botaniqal/shared/contracts/primitives.ts';
import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** One person's place on one service's list, from joining to its end. Who it is, is sealed. */
export const waitlistEntries = pgTable(
  'waitlist_entries',
  {
    id: uuid().primaryKey(),
    /** Counts up with every joiner: the order of joining, without two at the same moment. */
    place: bigserial({ mode: 'number' }).notNull(),
    service: text().notNull(),
    status: text({ enum: ['waiting', 'invited', 'booked', 'lapsed', 'left'] }).notNull(),
    /** Keyed hash of the e-mail address (`person-key.ts`); `null` once the person has left. */
    personKey: text(),
    /** Sealed `EntryContact`; `null` once the person has left: it is forgotten. */
    contact: text(),
    /** Sealed `EntrySecrets`: what the links in the mails carry. */
    secrets: text().notNull(),
    interestLevel: integer().notNull(),
    contactPreference: text({ enum: ['email', 'sms', 'phone'] }).notNull(),
    /** Which words they agreed to, when they joined. */
    consentVersion: text().notNull(),
    /** Joined while the service was not open: opening it is what they wait for. */
    beforeOpening: boolean().notNull(),
    attribution: jsonb().$type<Attribution>(),
    /** The hash that names the request's Idempotency-Key: a repeat after a crash finds its entry again. */
    requestKeyHash: text(),
    joinedAt: timestamp({ withTimezone: true }).notNull(),
    /** When the link was last mailed again, because the person joined again. */
    remindedAt: timestamp({ withTimezone: true }),
    /** Their own acts, for the score. */
    confirmedAt: timestamp({ withTimezone: true }),
    returnedAt: timestamp({ withTimezone: true }),
    answeredAt: timestamp({ withTimezone: true }),
    /** Set once, in the transaction that queues the mail: nobody is invited twice. */
    invitedAt: timestamp({ withTimezone: true }),
    bookBy: timestamp({ withTimezone: true }),
    bookedAt: timestamp({ withTimezone: true }),
    bookingId: uuid(),
    /** When an invitation that came to nothing went on to the next person. */
    passedOnAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex('waitlist_one_entry_per_person')
      .on(table.service, table.personKey)
      .where(sql`status in ('waiting', 'invited')`),
    // Positions are counted in this index alone.
    index('waitlist_waiting').on(table.service, table.place).where(sql`status = 'waiting'`),
    index('waitlist_invited').on(table.bookBy).where(sql`status = 'invited'`),
    uniqueIndex('waitlist_request_key').on(table.requestKeyHash),
  ],
);

/** How far the invitations of a service have come. */
export const waitlistLaunches = pgTable('waitlist_launches', {
  service: text().primaryKey(),
  state: text({ enum: ['running', 'stopped'] }).notNull(),
  /** Begun by the service's opening: goes on with a batch every so often. A launch by staff waits for staff. */
  automatic: boolean().notNull(),
  batches: integer().notNull().default(0),
  lastBatchAt: timestamp({ withTimezone: true }),
});

/** Keys for look-ups by keyed hash, each sealed. See `person-key.ts`. */
export const lookupKeys = pgTable('lookup_keys', {
  name: text().primaryKey(),
  sealed: text().notNull(),
});
