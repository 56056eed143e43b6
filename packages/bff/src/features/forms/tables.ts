import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** A form that somebody sent, or that came from JotForm. What was answered, and by whom, is sealed. */
export const formSubmissions = pgTable(
  'form_submissions',
  {
    id: uuid().primaryKey(),
    formId: text().notNull(),
    /** The definition that the answers were judged by. */
    formVersion: text().notNull(),
    bookingId: uuid(),
    /** Sealed `SubmissionContent`; `null` once it is erased. */
    content: text(),
    source: text({ enum: ['page', 'jotform'] }).notNull(),
    /** The id of the submission where it came from; `null` for the page's own. Makes a repeated notice one submission. */
    sourceKey: text(),
    /** False: taken in for a red flag alone, with answers missing or wrong. */
    complete: boolean().notNull(),
    /** With triage always; with another form when an answer raised a red flag. */
    urgency: text({ enum: ['emergency', 'same_day', 'soon', 'routine', 'self_care'] }),
    /** Self-service ended with it: a call back may be asked for, and no booking may follow. */
    stopped: boolean().notNull(),
    /** The hash that names the request's Idempotency-Key: a repeat after a crash finds its submission again. */
    requestKeyHash: text(),
    receivedAt: timestamp({ withTimezone: true }).notNull(),
    /** Sealed `CallBack`: whom to call, and on which number. */
    callBack: text(),
    callBackAt: timestamp({ withTimezone: true }),
    /** The last day on which it must be kept; `null` while retention has not reckoned it. */
    keepUntil: date({ mode: 'string' }),
    erasedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex('form_submissions_source').on(table.source, table.sourceKey),
    uniqueIndex('form_submissions_request_key').on(table.requestKeyHash),
    index('form_submissions_booking').on(table.bookingId, table.receivedAt),
    index('form_submissions_kept').on(table.keepUntil).where(sql`erased_at is null`),
  ],
);

/** What somebody typed and wants to come back to. The row goes when the form is sent, or after its time. */
export const formDrafts = pgTable(
  'form_drafts',
  {
    id: uuid().primaryKey(),
    formId: text().notNull(),
    bookingId: uuid(),
    /** Sealed `DraftContent`. */
    content: text().notNull(),
    /** The draft's own token, hashed: to compare. */
    tokenHash: text().notNull(),
    /** The token itself, sealed: the same request again is answered the same. */
    token: text().notNull(),
    /** Whether the link was mailed. */
    mailed: boolean().notNull(),
    /** Which words they agreed to when they asked us to keep it. */
    consentVersion: text().notNull(),
    /** The hash that names the request's Idempotency-Key. */
    requestKeyHash: text(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    savedAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex('form_drafts_request_key').on(table.requestKeyHash),
    index('form_drafts_expiry').on(table.expiresAt),
  ],
);

/** A triage submission as the consultant works with it (seed 003). Its id is the submission's. */
export const triageSessions = pgTable(
  'triage_sessions',
  {
    id: uuid()
      .primaryKey()
      .references(() => formSubmissions.id),
    urgency: text({ enum: ['emergency', 'same_day', 'soon', 'routine', 'self_care'] }).notNull(),
    recommendedService: text(),
    /** The clinic's people of the recommended types, as they were in `clinic.yaml` then. */
    recommendedPractitioners: jsonb().$type<string[]>().notNull(),
    /** Sealed `SessionReasons`: which red flags were raised, and why, in sentences; `null` once it is erased. */
    reasons: text(),
    /** Sealed `SessionPatient`: from the form, from the booking that followed, or from the call back. */
    patient: text(),
    /** Sealed; what staff wrote. */
    triageNotes: text(),
    outcome: text({ enum: ['booked', 'referred', 'rejected', 'no_show'] }),
    bookingId: uuid(),
    /** Who calls, and when, once it is booked. */
    consultantId: text(),
    scheduledTime: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('triage_sessions_newest').on(table.createdAt)],
);
