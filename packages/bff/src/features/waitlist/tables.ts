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
    reallocatedAt: timestamp({ withTimezone: true }),
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

/**
 * A time that a cancellation has freed, from then until it is taken, or nobody is left to ask. While it is `offering`
 * it holds the time in `slot_holds`.
 */
export const freedSlots = pgTable(
  'freed_slots',
  {
    id: uuid().primaryKey(),
    /** The booking that was cancelled: it frees one slot, however often its job runs. */
    bookingId: uuid().notNull(),
    /** What it was booked for. */
    service: text().notNull(),
    practitionerId: text().notNull(),
    start: timestamp({ withTimezone: true }).notNull(),
    durationMinutes: integer().notNull(),
    state: text({ enum: ['offering', 'taken', 'over'] }).notNull(),
    freedAt: timestamp({ withTimezone: true }).notNull(),
    /** When it should be looked at next; the round looks if its own job does not. */
    nextRunAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex('freed_slots_one_per_booking').on(table.bookingId),
    index('freed_slots_offering').on(table.nextRunAt).where(sql`state = 'offering'`),
  ],
);

/** A freed slot, offered to one person. The indexes are the last word on "one at a time". */
export const slotOffers = pgTable(
  'slot_offers',
  {
    id: uuid().primaryKey(),
    freedSlotId: uuid()
      .notNull()
      .references(() => freedSlots.id),
    entryId: uuid()
      .notNull()
      .references(() => waitlistEntries.id),
    status: text({ enum: ['offered', 'accepted', 'declined', 'timed_out', 'withdrawn'] }).notNull(),
    /** What they would book then: the service and visit that they wait for. */
    service: text().notNull(),
    visit: text().notNull(),
    durationMinutes: integer().notNull(),
    /** Cents, as the mail says. */
    priceCents: integer().notNull(),
    offeredAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
    /** The booking that it became, or is becoming. */
    bookingId: uuid(),
  },
  (table) => [
    uniqueIndex('slot_offers_once_per_person').on(table.freedSlotId, table.entryId),
    uniqueIndex('slot_offers_one_at_a_time')
      .on(table.freedSlotId)
      .where(sql`status in ('offered', 'accepted')`),
    uniqueIndex('slot_offers_one_open_per_person')
      .on(table.entryId)
      .where(sql`status in ('offered', 'accepted')`),
    index('slot_offers_of_entry').on(table.entryId, table.offeredAt),
    index('slot_offers_of_booking').on(table.bookingId),
  ],
);

/** Keys for look-ups by keyed hash, each sealed. See `person-key.ts`. */
export const lookupKeys = pgTable('lookup_keys', {
  name: text().primaryKey(),
  sealed: text().notNull(),
});
