import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** A form that was sent on our page or came from elsewhere. The answers and the person are sealed. */
export const formSubmissions = pgTable(
  'form_submissions',
  {
    id: uuid().primaryKey(),
    formId: text().notNull(),
    /** The version of the definition that the answers were checked against. */
    formVersion: text().notNull(),
    bookingId: uuid(),
    /** Sealed `SubmissionContent`; `null` once it is erased. */
    content: text(),
    source: text({ enum: ['page', 'elsewhere'] }).notNull(),
    /**
     * The id of the submission at its source; `null` for our own pages. It makes repeated webhook events one
     * submission.
     */
    sourceKey: text(),
    /** False when the form was stored only because of a red flag, with answers missing or invalid. */
    complete: boolean().notNull(),
    /** Always set for triage; for another form when an answer raised a red flag. */
    urgency: text({ enum: ['emergency', 'same_day', 'soon', 'routine', 'self_care'] }),
    /** Self-service ended with this form: the patient may ask to be called back, and cannot book. */
    stopped: boolean().notNull(),
    /** Hash of the request's Idempotency-Key: a request that is repeated after a crash finds its submission. */
    requestKeyHash: text(),
    receivedAt: timestamp({ withTimezone: true }).notNull(),
    /** Sealed `CallBack`: the person to call and their number. */
    callBack: text(),
    callBackAt: timestamp({ withTimezone: true }),
    /** The last day on which the form must be kept; `null` until retention has calculated it. */
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

/**
 * A form that a patient has begun and wants to finish later. The row is deleted when the form is sent, or when it
 * expires.
 */
export const formDrafts = pgTable(
  'form_drafts',
  {
    id: uuid().primaryKey(),
    formId: text().notNull(),
    bookingId: uuid(),
    /** Sealed `DraftContent`. */
    content: text().notNull(),
    /** Hash of the draft's own token, for comparison. */
    tokenHash: text().notNull(),
    /** The token itself, sealed: the same request again gets the same answer. */
    token: text().notNull(),
    /** Whether the link was sent by email. */
    mailed: boolean().notNull(),
    /** The version of the consent text that the patient agreed to. */
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

/** A link by which a patient reads a form that they sent. There may be several for one form. */
export const formCopyLinks = pgTable(
  'form_copy_links',
  {
    /** Hash of the token in the link. The token itself is stored nowhere. */
    tokenHash: text().primaryKey(),
    submissionId: uuid()
      .notNull()
      .references(() => formSubmissions.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    index('form_copy_links_submission').on(table.submissionId),
    index('form_copy_links_expiry').on(table.expiresAt),
  ],
);

/**
 * A triage form, or a free call that was booked without one, as the consultant works with it. Its id is the submission's
 * id; without a form it is the id of the call's booking.
 */
export const triageSessions = pgTable(
  'triage_sessions',
  {
    id: uuid().primaryKey(),
    /** `null` without a form. */
    urgency: text({ enum: ['emergency', 'same_day', 'soon', 'routine', 'self_care'] }),
    recommendedService: text(),
    /** The practitioners of the recommended types, as `clinic.yaml` listed them then. */
    recommendedPractitioners: jsonb().$type<string[]>().notNull(),
    /** Sealed `SessionReasons`: the red flags and the reasons in sentences; `null` once it is erased. */
    reasons: text(),
    /** Sealed `Contact`: from the form, from the booking that followed, or from the call back. */
    patient: text(),
    /** Sealed: the notes of staff. */
    triageNotes: text(),
    outcome: text({ enum: ['booked', 'referred', 'rejected', 'no_show'] }),
    /** Who noted the outcome, as the audit trail names them. */
    outcomeBy: text(),
    /** The patient's own booking that it led to: as a rule the free call. */
    bookingId: uuid(),
    /** The visit that the consultant booked from it. Set while its payment link is not paid yet, too. */
    visitBookingId: uuid(),
    /** The consultant and the time of the call, once it is booked. */
    consultantId: text(),
    scheduledTime: timestamp({ withTimezone: true }),
    /** Who of staff has it, as `StaffMember.id`. */
    claimedBy: text(),
    claimedAt: timestamp({ withTimezone: true }),
    callStartedAt: timestamp({ withTimezone: true }),
    callEndedAt: timestamp({ withTimezone: true }),
    /** When nothing was left to do; `null` while it is in the queue. */
    concludedAt: timestamp({ withTimezone: true }),
    /** Counts the writes. A write that names an older version is refused. */
    version: integer().notNull().default(1),
    /** The last write: who, as the audit trail names them, when, and what. */
    changedBy: text(),
    changedAt: timestamp({ withTimezone: true }),
    lastChange: text(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** How the person came to the site; `null` without a form, and once it is erased. */
    attribution: jsonb().$type<Attribution>(),
  },
  (table) => [
    index('triage_sessions_newest').on(table.createdAt),
    index('triage_sessions_open').on(table.createdAt).where(sql`concluded_at is null`),
    index('triage_sessions_call').on(table.bookingId),
    index('triage_sessions_visit').on(table.visitBookingId),
  ],
);
