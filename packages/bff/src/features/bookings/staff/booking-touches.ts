import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import { and, eq, gte, lt, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { moneyKept } from '../../payments/index.ts';
import { bookings } from '../tables.ts';

export interface BookingTouch {
  attribution: Attribution | null;
  /** The same for each booking of one person: a keyed hash, or the booking's id where there is none. */
  person: string;
  confirmed: boolean;
  revenueCents: number;
}

/**
 * How the patients came whose bookings were made between two instants, `end` not included. Without bookings by phone:
 * staff made them, and no page said where the patient came from.
 */
export async function bookingTouches(
  db: Queryable,
  { start, end }: { start: Date; end: Date },
): Promise<BookingTouch[]> {
  const money = moneyKept(db);
  const { id, attribution, personKey, confirmedAt, createdAt, channel } = bookings;
  return db
    .select({
      attribution,
      person: sql<string>`coalesce(${personKey}, ${id}::text)`,
      confirmed: sql<boolean>`${confirmedAt} is not null`,
      revenueCents: sql<number>`coalesce(${money.cents}, 0)`.mapWith(Number),
    })
    .from(bookings)
    .leftJoin(money, eq(money.bookingId, id))
    .where(and(gte(createdAt, start), lt(createdAt, end), ne(channel, 'phone')));
}
