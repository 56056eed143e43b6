import { boolean, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** What is asked of the practice's records that must not happen twice. */
export type AskedStep = 'patient' | 'address' | 'contact' | 'document';

/** A creation that was asked for. */
export interface AskedFor {
  /** The instant of the last request, as ISO text. */
  at: string;
  /** The vendor answered with an error: the creation is not in progress any more, but it may have been done. */
  over: boolean;
  /** How many requests in a row got no answer. */
  tries: number;
}

/**
 * How far a booking or a form has come in the practice's records. Ids only: facts are read there each time. There are
 * no foreign keys: other features do not know this table. `retention.ts` erases a row with its subject.
 */
export const recordFilings = pgTable(
  'record_filings',
  {
    /** The id of the booking or of the submission. */
    subjectId: uuid().primaryKey(),
    subject: text({ enum: ['booking', 'submission'] }).notNull(),
    patientId: text(),
    /** How the patient's record was found. */
    patientBy: text({ enum: ['booking', 'matched', 'created', 'staff'] }),
    /**
     * Records that looked like this patient just before a new one was made. When the answer was lost, a record that
     * is not among them is the one that we made.
     */
    resemblingBefore: jsonb().$type<string[]>(),
    asked: jsonb().$type<Partial<Record<AskedStep, AskedFor>>>().notNull(),
    /** When the appointment's creation was asked for; set without `appointmentId`: it may have been made. */
    appointmentAskedAt: timestamp({ withTimezone: true }),
    appointmentId: text(),
    /** The time and practitioner that it was asked for or filed with: a booking can move in the meantime. */
    appointmentStart: timestamp({ withTimezone: true }),
    appointmentPractitionerId: text(),
    /** True: we made the appointment, and a cancellation deletes it. False: reception had made it. */
    appointmentIsOurs: boolean().notNull().default(false),
    /** When our appointment was deleted after a cancellation. */
    removedAt: timestamp({ withTimezone: true }),
    /** The address that this form made: only a later form of the same patient may change it. */
    addressId: text(),
    documentId: text(),
    finishedAt: timestamp({ withTimezone: true }),
    /** When it was left to staff. */
    givenUpAt: timestamp({ withTimezone: true }),
  },
  (table) => [index('record_filings_by_patient').on(table.patientId)],
);

/** Persons whose filing is in progress. A row is a lease: a server that was killed loses it when it expires. */
export const personLocks = pgTable(
  'person_locks',
  {
    /** A keyed hash of what identifies the person; see `patients/person-keys.ts`. */
    key: text().primaryKey(),
    /** The filing that holds the lock. */
    holder: uuid().notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('person_locks_expiry').on(table.expiresAt)],
);
