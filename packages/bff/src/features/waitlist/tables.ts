import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
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

/** One person's place on one service's list, from joining to the end. The person's details are sealed. */
export const waitlistEntries = pgTable(
  'waitlist_entries',
  {
    id: uuid().primaryKey(),
    /** Counts up with every person who joins: the order of joining, without ties. */
    place: bigserial({ mode: 'number' }).notNull(),
    service: text().notNull(),
    status: text({ enum: ['waiting', 'invited', 'booked', 'lapsed', 'left'] }).notNull(),
    /** Keyed hash of the email address (`features/patients/person-keys.ts`); `null` once the person has left. */
    personKey: text(),
    /** Sealed `EntryContact`; `null` once the person has left and their details are erased. */
    contact: text(),
    /** Sealed `EntrySecrets`: the tokens of the links in the emails. */
    secrets: text().notNull(),
    interestLevel: integer().notNull(),
    contactPreference: text({ enum: ['email', 'sms', 'phone'] }).notNull(),
    /** The version of the consent text that the person agreed to. */
    consentVersion: text().notNull(),
    /** The person joined before the service opened, and waits for its opening. */
    beforeOpening: boolean().notNull(),
    attribution: jsonb().$type<Attribution>(),
    /** Hash of the request's Idempotency-Key: a request that is repeated after a crash finds its entry. */
    requestKeyHash: text(),
    joinedAt: timestamp({ withTimezone: true }).notNull(),
    /** When the link was last sent again, because the person joined again. */
    remindedAt: timestamp({ withTimezone: true }),
    /** The person's own actions, for the score. */
    confirmedAt: timestamp({ withTimezone: true }),
    returnedAt: timestamp({ withTimezone: true }),
    answeredAt: timestamp({ withTimezone: true }),
    /** Set once, in the transaction that queues the email, so that a person is never invited twice. */
    invitedAt: timestamp({ withTimezone: true }),
    bookBy: timestamp({ withTimezone: true }),
    bookedAt: timestamp({ withTimezone: true }),
    bookingId: uuid(),
    /** When the place of an unused invitation was given to the next person. */
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
  /**
   * Started by the opening of the service: continues with a batch at fixed intervals. A launch that staff started
   * waits for staff.
   */
  automatic: boolean().notNull(),
  batches: integer().notNull().default(0),
  lastBatchAt: timestamp({ withTimezone: true }),
});

/**
 * A time that a cancellation has freed, until a booking takes it or there are no more people to ask. While its state
 * is `offering`, it holds the time in `slot_holds`.
 */
export const freedSlots = pgTable(
  'freed_slots',
  {
    id: uuid().primaryKey(),
    /** The booking that was cancelled or moved. It frees each of its times once, however often its job runs. */
    bookingId: uuid().notNull(),
    /** The service that the booking was for. */
    service: text().notNull(),
    practitionerId: text().notNull(),
    start: timestamp({ withTimezone: true }).notNull(),
    durationMinutes: integer().notNull(),
    state: text({ enum: ['offering', 'taken', 'over'] }).notNull(),
    freedAt: timestamp({ withTimezone: true }).notNull(),
    /** When the job runs next. Maintenance restarts it when the job was lost. */
    nextRunAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex('freed_slots_one_per_time').on(table.bookingId, table.practitionerId, table.start),
    index('freed_slots_offering').on(table.nextRunAt).where(sql`state = 'offering'`),
  ],
);

/** A freed slot, offered to one person. The unique indexes guarantee that a slot has one active offer at a time. */
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
    /** The service and the visit that the person waits for, and would book. */
    service: text().notNull(),
    visit: text().notNull(),
    durationMinutes: integer().notNull(),
    /** The price in cents that the email names. */
    priceCents: integer().notNull(),
    offeredAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
    /** The booking that came from this offer; it may not be confirmed yet. */
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
