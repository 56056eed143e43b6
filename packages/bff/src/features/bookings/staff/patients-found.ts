import { and, arrayContains, desc, eq, or, type SQL } from 'drizzle-orm';
import type { ActingAs } from '../../../platform/audit/actor.ts';
import { recordListed } from '../../../platform/audit/record-access.ts';
import { emailKey, nameKey } from '../../patients/index.ts';
import { type Booking, openBooking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';
import { bookings } from '../tables.ts';
import { keysOfSearch } from './search-keys.ts';

/** A person with the newest of their bookings that the search has found. */
export interface FoundPatient {
  newest: Booking;
  bookings: number;
}

/** No more rows are opened for one search. */
const mostRows = 40;
const mostPatients = 8;

/**
 * The people whose bookings a search finds, the newest first; without words those of the latest bookings. Only the rows
 * of the answer are opened, and the audit trail says whose.
 */
export async function findPatients(
  deps: Pick<BookingDeps, 'store' | 'sealing' | 'clock' | 'personKeys'>,
  words: string,
  by: ActingAs,
): Promise<FoundPatient[]> {
  const where = words === '' ? undefined : searchOf(deps, words);
  return deps.store.db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(bookings)
      .where(where)
      .orderBy(desc(words === '' ? bookings.updatedAt : bookings.start))
      .limit(mostRows);
    const people = new Map<string, FoundPatient>();
    for (const row of rows) {
      const booking = openBooking(deps.sealing, row);
      const key = `${emailKey(booking.patient.email)}\n${nameKey(booking.patient.name)}`;
      const known = people.get(key);
      if (known) known.bookings += 1;
      else if (people.size < mostPatients) people.set(key, { newest: booking, bookings: 1 });
    }
    const found = [...people.values()];
    const access = { ...by, action: 'booking.listed', at: deps.clock.now() };
    await recordListed(
      tx,
      access,
      'booking',
      found.map(({ newest }) => newest.id),
    );
    return found;
  });
}

function searchOf(deps: Pick<BookingDeps, 'personKeys'>, words: string): SQL | undefined {
  const byPerson = keysOfSearch(deps.personKeys, words).map((keys) =>
    arrayContains(bookings.searchKeys, keys),
  );
  return and(or(eq(bookings.confirmationNumber, words.toUpperCase()), ...byPerson));
}
