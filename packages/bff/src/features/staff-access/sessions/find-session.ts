import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import { eq } from 'drizzle-orm';
import type { StaffEntry } from '../../../config/clinic/staff.ts';
import type { Clock } from '../../../platform/clock.ts';
import { hashOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import type { StaffSessions } from '../../../platform/staff-auth/staff-session.ts';
import type { Database } from '../../../platform/store/database.ts';
import { staffSessions } from '../tables.ts';
import { entryOf, memberOf } from './directory.ts';

/** `lastSeenAt` is written once in so long, so that most requests write nothing. */
const seenEveryMs = minuteMs;

/**
 * The sessions that are stored. A person's role is read from `clinic.yaml` at each request: whose entry is gone has no
 * session any more.
 */
export function storedSessions(deps: {
  db: Database;
  clock: Clock;
  staff: readonly StaffEntry[];
}): StaffSessions {
  const { db, clock, staff } = deps;
  return {
    async find(token) {
      const [row] = await db
        .select()
        .from(staffSessions)
        .where(eq(staffSessions.tokenHash, hashOpaqueToken(token)));
      if (!row) return null;
      const now = clock.now();
      const entry = entryOf(staff, row.address);
      if (!entry || row.expiresAt <= now) {
        await db.delete(staffSessions).where(eq(staffSessions.id, row.id));
        return null;
      }
      if (now.getTime() - row.lastSeenAt.getTime() >= seenEveryMs) {
        await db.update(staffSessions).set({ lastSeenAt: now }).where(eq(staffSessions.id, row.id));
      }
      return { id: row.id, member: memberOf(entry), name: entry.name, expiresAt: row.expiresAt };
    },
  };
}
