import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { DaysRetentionPolicy } from '../../platform/retention/retention-policy.ts';
import { waitlistEntries } from './tables.ts';

const ended = inArray(waitlistEntries.status, ['booked', 'lapsed']);

/** When the waiting ended: the person booked, or the invitation lapsed. */
const endedAt = sql<Date>`coalesce(${waitlistEntries.bookedAt}, ${waitlistEntries.bookBy}, ${waitlistEntries.joinedAt})`;

/**
 * The person of an entry, once the waiting has ended. The entry itself stays, for the statistics, as it does when a
 * person leaves.
 */
export const endedWaits: DaysRetentionPolicy = {
  name: 'ended_wait',
  kind: 'waitlist_entry',
  rule: 'waitlistEndedDays',
  async endedBefore(db, before) {
    const rows = await db
      .select({
        id: waitlistEntries.id,
        from: waitlistEntries.joinedAt,
        to: endedAt.mapWith(waitlistEntries.joinedAt),
      })
      .from(waitlistEntries)
      .where(
        and(
          ended,
          isNotNull(waitlistEntries.contact),
          sql`${endedAt} < ${before.toISOString()}::timestamptz`,
        ),
      );
    return rows;
  },
  async erase(tx, id) {
    const erased = await tx
      .update(waitlistEntries)
      .set({ contact: null, personKey: null, requestKeyHash: null, attribution: null })
      .where(and(eq(waitlistEntries.id, id), ended, isNotNull(waitlistEntries.contact)))
      .returning({ id: waitlistEntries.id });
    return erased.length > 0;
  },
};
