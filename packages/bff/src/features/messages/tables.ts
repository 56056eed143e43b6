import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { SendWindow } from './timing/send-window.ts';

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
    /** When it may be sent; `null`: at any time. */
    window: jsonb().$type<SendWindow>(),
    queuedAt: timestamp({ withTimezone: true }).notNull(),
    /** It is put off until then. */
    notBefore: timestamp({ withTimezone: true }),
    /**
     * Set before the mail server is contacted. Without `sentAt` the outcome is unknown, because the process was killed
     * or the answer was lost. The email is then sent again under the same Message-ID: mail programs hide a duplicate,
     * while a missing email may cost the patient the appointment.
     */
    sendingSince: timestamp({ withTimezone: true }),
    sentAt: timestamp({ withTimezone: true }),
    attempts: integer().notNull().default(0),
  },
  (table) => [
    index('mails_newest').on(table.queuedAt),
    index('mails_put_off').on(table.notBefore).where(sql`not_before is not null`),
  ],
);

/**
 * Text messages that must be sent, and those that were sent. Number and words are sealed, and erased once it is known
 * what became of the message.
 */
export const texts = pgTable(
  'texts',
  {
    /** The subject and the kind of the message, as for emails: `{booking id}:reminder-48`. */
    key: text().primaryKey(),
    /** Sealed `TextMessage`; `null` once the outcome is known. */
    text: text(),
    /** Sealed: the number, and the name of the person, which stay when the words are erased. */
    envelope: text().notNull(),
    /** Keyed hash of the number: an answer finds the message that it answers. */
    numberKey: text().notNull(),
    state: text({ enum: ['waiting', 'sent', 'delivered', 'failed', 'opted_out'] }).notNull(),
    /** When it may be sent; `null`: at any time. */
    window: jsonb().$type<SendWindow>(),
    /** The start of the appointment that it asks about: an answer is about that time only. `null`: it asks nothing. */
    asksFor: timestamp({ withTimezone: true }),
    /** The service's id and its code of a failure. A code of ours is in lower case: `too_late`, `no_receipt`. */
    messageId: text(),
    code: text(),
    /** How many parts it was sent in: each is paid for. */
    segments: integer(),
    queuedAt: timestamp({ withTimezone: true }).notNull(),
    /** Set before the service is asked. Without `messageId` the outcome of this try is unknown. */
    sendingSince: timestamp({ withTimezone: true }),
    /** When the first try began whose outcome is unknown: the service's list is read from then on, before another try. */
    unsureSince: timestamp({ withTimezone: true }),
    /** When a message that waits is tried again, or one that was sent is read at the service. */
    lookAt: timestamp({ withTimezone: true }),
    sentAt: timestamp({ withTimezone: true }),
    finishedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex('texts_message').on(table.messageId),
    index('texts_of_number').on(table.numberKey, table.queuedAt),
    index('texts_newest').on(table.queuedAt),
    index('texts_to_look_at').on(table.lookAt).where(sql`look_at is not null`),
  ],
);

/** What patients answered to text messages, without their words. */
export const textAnswers = pgTable(
  'text_answers',
  {
    /** The service's id of the answer: an event that is handled twice is noted once. */
    messageId: text().primaryKey(),
    /** The message that it answers. */
    textKey: text().notNull(),
    answer: text({ enum: ['coming', 'cannot_come', 'stop', 'start', 'other'] }).notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('text_answers_of_text').on(table.textKey)],
);

/** Numbers that want no text messages from us, as keyed hashes. It is asked before each send. */
export const textOptOuts = pgTable('text_opt_outs', {
  numberKey: text().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull(),
});
