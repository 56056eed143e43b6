import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Mails that must be sent, and those that were. A row and its job are written in the transaction that made the
 * mail necessary. The content is sealed, and forgotten once the mail is out.
 */
export const mails = pgTable('mails', {
  /** Whom it is about and which mail it is: `{booking id}:confirmation`. One such mail is ever sent. */
  key: text().primaryKey(),
  /** Sealed `Mail`; `null` once it is sent. */
  mail: text(),
  queuedAt: timestamp({ withTimezone: true }).notNull(),
  /**
   * Set before the mail server is spoken to. Set without `sentAt`: the server was killed in between, or the
   * answer was lost, and the mail may be out. It is then sent again under the same Message-ID: twice is a
   * nuisance that mail clients hide, never is a patient who does not come.
   */
  sendingSince: timestamp({ withTimezone: true }),
  sentAt: timestamp({ withTimezone: true }),
  attempts: integer().notNull().default(0),
});
