import { sql } from 'drizzle-orm';
import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * What all servers together have used of the limits of outside services. The table is in the database, so that one
 * server respects what another one has used, and what the service told another one.
 */
export const callBudgets = pgTable('call_budgets', {
  /** Service, kind of call and a hash of the token: services count by user. */
  key: text().primaryKey(),
  /** When the calls of the longest window were made. Kept for kinds of calls that we count ourselves. */
  calls: timestamp({ withTimezone: true }).array().notNull().default(sql`'{}'`),
  /** The service refused a call as one too many. No call is made before this. */
  pausedUntil: timestamp({ withTimezone: true }),
  /** Little is left until then. Calls that leave the reserve alone wait. */
  reserveUntil: timestamp({ withTimezone: true }),
});
