import type { StaffWaitlist } from '@botaniqal/shared/contracts/waitlist.ts';
import { count, countDistinct, eq } from 'drizzle-orm';
import type { Queryable } from '../../../platform/store/database.ts';
import { slotOffers, waitlistEntries } from '../tables.ts';

type Conversion = StaffWaitlist['conversion'];

/** How far the people who ever joined a list have come. */
export async function conversionOf(db: Queryable, service: string): Promise<Conversion> {
  const rows = await db
    .select({
      status: waitlistEntries.status,
      all: count(),
      confirmed: count(waitlistEntries.confirmedAt),
      invited: count(waitlistEntries.invitedAt),
      booked: count(waitlistEntries.bookedAt),
    })
    .from(waitlistEntries)
    .where(eq(waitlistEntries.service, service))
    .groupBy(waitlistEntries.status);
  const [offers] = await db
    .select({ people: countDistinct(slotOffers.entryId) })
    .from(slotOffers)
    .where(eq(slotOffers.service, service));
  const sum = (of: 'all' | 'confirmed' | 'invited' | 'booked') =>
    rows.reduce((total, row) => total + Number(row[of]), 0);
  const now = (status: string) => Number(rows.find((row) => row.status === status)?.all ?? 0);
  return {
    joined: sum('all'),
    confirmed: sum('confirmed'),
    invited: sum('invited'),
    offered: Number(offers?.people ?? 0),
    booked: sum('booked'),
    waiting: now('waiting'),
    lapsed: now('lapsed'),
    left: now('left'),
  };
}
