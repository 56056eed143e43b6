import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

/**
 * The payments of bookings: the goal that the booking has for each, and its state at the provider when it was last
 * read. The provider's state is the true one. The row says what is left to do, and survives a killed server.
 */
export const bookingPayments = pgTable(
  'booking_payments',
  {
    id: uuid().primaryKey(),
    /**
     * A booking has one live payment; earlier ones were released or refunded. The payment stays when the appointment
     * moves. No foreign key: payments know no table of bookings.
     */
    bookingId: uuid().notNull(),
    /** The gateway that made it, and that every later act goes to. */
    provider: text().notNull(),
    /** The provider's id. */
    paymentId: text().notNull(),
    /** Sealed: it lets a person pay, and see the amount. */
    clientToken: text().notNull(),
    /** Whole cents. */
    amountCents: integer().notNull(),
    currency: text().notNull(),
    goal: text({ enum: ['none', 'capture', 'release', 'refund'] })
      .notNull()
      .default('none'),
    /** With `refund`: how much of it goes back. */
    refundCents: integer().notNull().default(0),
    /** When the goal was reached, or handed to a person; `null`: something is left to do. */
    reconciledAt: timestamp({ withTimezone: true }),
    /** The provider's id of our refund, once the provider accepted it. */
    refundId: text(),
    /** How often a person asked for the refund again: the provider answers a repeated request as it did before. */
    refundRound: integer().notNull().default(0),
    state: text({
      enum: [
        'awaiting_card',
        'awaiting_confirmation',
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
    /** How staff took the money; `null` for a payment at a provider. */
    method: text(),
    /** Sealed: the number of the receipt, as staff typed it. */
    reference: text(),
    /** Who of staff took it, as the audit trail names them. */
    takenBy: text(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index('booking_payments_to_reconcile').on(table.reconciledAt, table.goal),
    index('booking_payments_of_booking').on(table.bookingId, table.createdAt),
    uniqueIndex('booking_payments_one_live')
      .on(table.bookingId)
      .where(sql`${table.goal} in ('none', 'capture')`),
    uniqueIndex('booking_payments_at_provider').on(table.provider, table.paymentId),
  ],
);
