import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { eq, sql } from 'drizzle-orm';
import type { Clock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/observability/log.ts';
import type { Database } from '../../../platform/store/database.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { OfferedStarts } from '../../../ports/calendar.ts';
import { calendarOutages } from '../tables.ts';

/** A practitioner's calendar cannot be read. It begins with the first failed reading, and ends with the first good one. */
export interface Outage {
  since: Date;
  /** The last failed reading. */
  failedAt: Date;
}

/** Readings that are further apart say nothing about the time between them: a failed one begins a new outage. */
const longestGapMs = 4 * hourMs;

/** Whether the last failed reading is so long ago that the outage may be over. */
export function isForgotten({ failedAt }: Outage, now: Date): boolean {
  return now.getTime() - failedAt.getTime() > longestGapMs;
}

/** The outages of all calendars, for all processes. */
export interface CalendarOutages {
  /** By practitioner. */
  current(): Promise<ReadonlyMap<string, Outage>>;
  /** A reading has failed. */
  failed(practitionerId: string): Promise<void>;
  /** A reading has succeeded. */
  ended(practitionerId: string): Promise<void>;
}

/** Outages in the store, shared by all processes. */
export function storedOutages({ db, clock }: { db: Database; clock: Clock }): CalendarOutages {
  // As this process last saw them, so that a good reading costs a statement only when it ends an outage.
  let known = new Set<string>();
  return {
    async current() {
      const rows = await db.select().from(calendarOutages);
      known = new Set(rows.map(({ practitionerId }) => practitionerId));
      return new Map(rows.map(({ practitionerId, ...outage }) => [practitionerId, outage]));
    },
    async failed(practitionerId) {
      known.add(practitionerId);
      const now = clock.now();
      const forgottenBefore = new Date(now.getTime() - longestGapMs).toISOString();
      await db
        .insert(calendarOutages)
        .values({ practitionerId, since: now, failedAt: now })
        .onConflictDoUpdate({
          target: calendarOutages.practitionerId,
          set: {
            since: sql`case when ${calendarOutages.failedAt} < ${forgottenBefore}::timestamptz then excluded.since else ${calendarOutages.since} end`,
            failedAt: sql`greatest(${calendarOutages.failedAt}, excluded.failed_at)`,
          },
        });
    },
    async ended(practitionerId) {
      if (!known.delete(practitionerId)) return;
      await db.delete(calendarOutages).where(eq(calendarOutages.practitionerId, practitionerId));
    },
  };
}

/** The same calendar, whose readings begin and end outages. A store that is away does not stop a reading. */
export function noteOutages(
  calendar: OfferedStarts,
  outages: Pick<CalendarOutages, 'failed' | 'ended'>,
  log: Pick<Log, 'warn'>,
): OfferedStarts {
  const note = (writing: Promise<void>) =>
    writing.catch((error: unknown) => log.warn('An outage of a calendar cannot be noted', { error }));
  return {
    ...calendar,
    async offeredStarts(query) {
      try {
        const starts = await calendar.offeredStarts(query);
        await note(outages.ended(query.practitionerId));
        return starts;
      } catch (error) {
        if (isOutage(error)) await note(outages.failed(query.practitionerId));
        throw error;
      }
    },
  };
}

/**
 * Whether a failed reading says that the calendar is away. A calendar that limits us works, one that refuses a visit of
 * ours works, too, and a reading that we stopped says nothing.
 */
function isOutage(error: unknown): boolean {
  if (!(error instanceof UpstreamError)) return false;
  return !['rate_limited', 'not_found', 'rejected', 'aborted'].includes(error.reason);
}
