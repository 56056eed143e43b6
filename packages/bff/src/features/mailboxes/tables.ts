import { index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

/** The subscription to each practitioner's mailbox. It has no patient's data. */
export const mailboxSubscriptions = pgTable(
  'mailbox_subscriptions',
  {
    practitionerId: text().primaryKey(),
    /** The service's id of it; `null` until it is made. */
    subscriptionId: text(),
    /** The address of the mailbox that it is for. */
    mailbox: text().notNull(),
    /** Where its notifications go. */
    address: text().notNull(),
    /** SHA-256 of the secret that comes back with each notification. */
    secretHash: text().notNull(),
    endsAt: timestamp({ withTimezone: true }).notNull(),
    madeAt: timestamp({ withTimezone: true }).notNull(),
    /** A process works on it until then, so that no second process does. */
    claimedUntil: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [uniqueIndex('mailbox_subscriptions_id').on(table.subscriptionId)],
);

/** Events of a mailbox at the time of a confirmed appointment. Only when they are is known. */
export const mailboxOverlaps = pgTable(
  'mailbox_overlaps',
  {
    bookingId: uuid().notNull(),
    eventId: text().notNull(),
    practitionerId: text().notNull(),
    start: timestamp({ withTimezone: true }).notNull(),
    end: timestamp({ withTimezone: true }).notNull(),
    /** `copy`: the calendar wrote it for this appointment. `conflict`: it is something else, and staff have a task. */
    verdict: text({ enum: ['copy', 'conflict'] }).notNull(),
    foundAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bookingId, table.eventId] }),
    index('mailbox_overlaps_of_practitioner').on(table.practitionerId),
  ],
);
