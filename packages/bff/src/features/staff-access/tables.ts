import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Who is signed in at the desk. A session that ends is deleted. The audit trail keeps that it began and ended. */
export const staffSessions = pgTable(
  'staff_sessions',
  {
    id: uuid().primaryKey(),
    /** Of the token in the cookie. */
    tokenHash: text().notNull().unique(),
    /** The person's address in `clinic.yaml`. */
    address: text().notNull(),
    method: text({ enum: ['account', 'mail_link'] }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    /** Sealed: what the person typed for a booking by phone and has not sent yet. */
    draft: text(),
  },
  (table) => [
    index('staff_sessions_address').on(table.address),
    index('staff_sessions_expires').on(table.expiresAt),
  ],
);

/** Sign-in links that were sent and not pressed yet. A link that is pressed is deleted. */
export const staffSignInLinks = pgTable(
  'staff_sign_in_links',
  {
    /** The id of the request, so that a repeated job sends no second link. */
    id: uuid().primaryKey(),
    tokenHash: text().notNull().unique(),
    address: text().notNull(),
    /** Of the cookie of the browser that asked: a link that is stolen from the mailbox opens nothing elsewhere. */
    browserHash: text().notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index('staff_sign_in_links_address').on(table.address),
    index('staff_sign_in_links_expires').on(table.expiresAt),
  ],
);
