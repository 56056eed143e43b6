import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { formSubmissions } from '../tables.ts';

/** What is asked of the practice's records that must not happen twice. */
export type AskedStep = 'patient' | 'address' | 'contact' | 'document';

/**
 * A creation that was asked for, at an instant as ISO text. `over`: an answer came, so that nothing is on its way any
 * more; it may have been done all the same.
 */
export type Asked = Partial<Record<AskedStep, { at: string; over: boolean }>>;

/** How far a submission has come in the practice's records. Ids only; facts are looked up there each time. */
export const submissionFilings = pgTable('submission_filings', {
  submissionId: uuid()
    .primaryKey()
    .references(() => formSubmissions.id),
  patientId: text(),
  /** How the record was found. */
  patientBy: text({ enum: ['booking', 'matched', 'created'] }),
  /** Records that looked like this patient just before a new one was made; see `booking_filings`. */
  resemblingBefore: jsonb().$type<string[]>(),
  asked: jsonb().$type<Asked>().notNull(),
  /** The address that this submission made: a later form of the patient may change it, as nobody else's. */
  addressId: text(),
  documentId: text(),
  finishedAt: timestamp({ withTimezone: true }),
  /** When it was left to staff. */
  givenUpAt: timestamp({ withTimezone: true }),
});
