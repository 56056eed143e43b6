import { and, gt, inArray, isNull, lt } from 'drizzle-orm';
import type { Clock } from '../../../platform/clock.ts';
import type { Store } from '../../../platform/store/store.ts';
import type { BusyTimes } from '../../../ports/calendar.ts';
import { slotHolds } from '../tables.ts';

/** Our own busy times: those that are held or booked here, which no calendar may know yet. */
export function occupiedTimes(store: Pick<Store, 'db'>, clock: Clock): BusyTimes {
  return {
    async between({ practitionerIds, from, to }) {
      if (practitionerIds.length === 0) return [];
      const rows = await store.db
        .select({
          practitionerId: slotHolds.practitionerId,
          start: slotHolds.startsAt,
          end: slotHolds.endsAt,
          expiresAt: slotHolds.expiresAt,
        })
        .from(slotHolds)
        .where(
          and(
            inArray(slotHolds.practitionerId, [...practitionerIds]),
            isNull(slotHolds.releasedAt),
            lt(slotHolds.startsAt, to),
            gt(slotHolds.endsAt, from),
          ),
        );
      const now = clock.now();
      return rows
        .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
        .map(({ practitionerId, start, end }) => ({ practitionerId, start, end }));
    },
  };
}
