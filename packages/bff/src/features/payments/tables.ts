import { bigserial, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * The payment of a booking: what the booking wants of it (`goal`), and where it stood at the vendor when it was last
 * read. The vendor has the truth; this row says what is still to be done, and outlives a killed server.
 */
export const bookingPayments = pgTable(
  'booking_payments',
  {
    /** One payment per booking. No foreign key: payments know no table of bookings. */
    bookingId: uuid().primaryKey(),
    /** The vendor's id. */
    paymentId: text().notNull().unique(),
    /** Sealed: whoever has it can pay, and see the amount. */
    clientSecret: text().notNull(),
    /** Whole cents. */
    amountCents: integer().notNull(),
    currency: text().notNull(),
    goal: text({ enum: ['keep', 'capture', 'release', 'refund'] })
      .notNull()
      .default('keep'),
    /** With `refund`: how much of it goes back. */
    refundCents: integer().notNull().default(0),
    /** When the goal was reached, or handed to a person; `null`: there is still something to do. */
    settledAt: timestamp({ withTimezone: true }),
    /** The vendor's id of the refund that we asked for, once it was taken. */
    refundId: text(),
    state: text({
      enum: [
        'awaiting_card',
        'awaiting_second_step',
        'processing',
        'authorised',
        'captured',
        'cancelled',
        'unknown',
      ],
    }).notNull(),
    capturedCents: integer().notNull().default(0),
    refundedCents: integer().notNull().default(0),
    lastDecline: text(),
    captureBefore: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('booking_payments_to_settle').on(table.settledAt, table.goal)],
);

/** Payment notices that were received and believed, once each. Ids only: what they say is read at the vendor. */
export const paymentNotices = pgTable('payment_notices', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  /** The same for every delivery of one event. */
  key: text().notNull().unique(),
  kind: text().notNull(),
  paymentId: text(),
  /** As the vendor has it: not a key of ours until it is found. */
  bookingId: text(),
  happenedAt: timestamp({ withTimezone: true }).notNull(),
  receivedAt: timestamp({ withTimezone: true }).notNull(),
  handledAt: timestamp({ withTimezone: true }),
});
