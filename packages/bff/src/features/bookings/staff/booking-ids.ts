import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { bookings } from '../tables.ts';

/** A subquery: the ids of all bookings with a practitioner, as they are now. It limits what a practitioner sees. */
export function bookingIdsOf(db: Queryable, practitionerId: string) {
  return db.select({ id: bookings.id }).from(bookings).where(eq(bookings.practitionerId, practitionerId));
}

/** The same as text, for columns that hold ids of several kinds. */
export function bookingKeysOf(db: Queryable, practitionerId: string) {
  return db
    .select({ id: sql<string>`${bookings.id}::text` })
    .from(bookings)
    .where(eq(bookings.practitionerId, practitionerId));
}

/** The id of the booking with a confirmation number, however it was typed; `null` when there is none. */
export async function bookingIdOfNumber(db: Queryable, typed: string): Promise<string | null> {
  const [row] = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(eq(bookings.confirmationNumber, typed.trim().toUpperCase()));
  return row?.id ?? null;
}
