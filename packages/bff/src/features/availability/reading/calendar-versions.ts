import { sql } from 'drizzle-orm';
import type { Database } from '../../../platform/store/database.ts';
import { calendarVersions } from '../tables.ts';
import type { CalendarVersions } from './ports.ts';

/** Versions in the store, shared by all processes. */
export function storedCalendarVersions(db: Database): CalendarVersions {
  return {
    async current() {
      const rows = await db.select().from(calendarVersions);
      return new Map(rows.map((row) => [row.practitionerId, row.version]));
    },
    async bump(key) {
      const [row] = await db
        .insert(calendarVersions)
        .values({ practitionerId: key, version: 1 })
        .onConflictDoUpdate({
          target: calendarVersions.practitionerId,
          set: { version: sql`${calendarVersions.version} + 1` },
        })
        .returning();
      if (!row) throw new Error('the calendar version was not written');
      return row.version;
    },
  };
}

/** Versions in memory, for tests. */
export function calendarVersionsInMemory(): CalendarVersions {
  const versions = new Map<string, number>();
  return {
    current: async () => new Map(versions),
    async bump(key) {
      const version = (versions.get(key) ?? 0) + 1;
      versions.set(key, version);
      return version;
    },
  };
}
