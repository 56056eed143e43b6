import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Emails that must be sent, and those that were sent. A row and its job are written in the transaction that made the
 * email necessary. The content is sealed, and erased once the email is sent.
 */
export const mails = pgTable(
  'mails',
  {
    /** The subject and the kind of the email: `{booking id}:confirmation`. There is one email per key. */
    key: text().primaryKey(),
    /** Sealed `Mail`; `null` once it is sent. */
    mail: text(),
    /** Sealed: to whom it goes and its subject line, which stay when the content is erased. `null`: not kept. */
    envelope: text(),
    queuedAt: timestamp({ withTimezone: true }).notNull(),
    /**
     * Set before the mail server is contacted. Without `sentAt` the outcome is unknown, because the process was killed
     * or the answer was lost. The email is then sent again under the same Message-ID: mail programs hide a duplicate,
     * while a missing email may cost the patient the appointment.
     */
    sendingSince: timestamp({ withTimezone: true }),
    sentAt: timestamp({ withTimezone: true }),
    attempts: integer().notNull().default(0),
  },
  (table) => [index('mails_newest').on(table.queuedAt)],
);
