import { DrizzleQueryError } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/**
 * The database as features see it: drizzle, the same for PostgreSQL and for the embedded PGlite.
 * Use the query builder. Of raw SQL (`db.execute`) only `rows` is the same on both drivers, and there an
 * int8 is a number on PGlite and a string on PostgreSQL.
 */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/**
 * A running transaction. Functions that must not run outside one ask for this type: a `Database` is not one.
 * Inside it use only `tx`: the embedded database has one connection, and another query waits for ever.
 */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Either of the two, for reads that work in both. */
export type Queryable = Database | Transaction;

const uniqueViolation = '23505';
const exclusionViolation = '23P01';

/**
 * Whether a write was refused because the row (or an overlapping one) exists already.
 * @param constraint the name of the constraint that must be the cause; left out: any
 */
export function isConflict(error: unknown, constraint?: string): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(cause instanceof Error) || !('code' in cause)) return false;
  if (cause.code !== uniqueViolation && cause.code !== exclusionViolation) return false;
  return constraint === undefined || ('constraint' in cause && cause.constraint === constraint);
}
