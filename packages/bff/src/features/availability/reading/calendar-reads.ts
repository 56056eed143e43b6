import { secondMs } from '@botaniqal/shared/time/duration.ts';
import { sql } from 'drizzle-orm';
import type { Clock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/observability/log.ts';
import type { Database } from '../../../platform/store/database.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { OfferedStarts } from '../../../ports/calendar.ts';
import type { Mailboxes } from '../../../ports/mailboxes.ts';
import { calendarReads } from '../tables.ts';

/** What a practitioner's times are read from. */
type ReadSource = 'calendar' | 'mailbox';

export interface CalendarRead {
  practitionerId: string;
  source: ReadSource;
  lastReadAt: Date | null;
  /** Since when no reading has succeeded; `null` while they succeed. */
  failingSince: Date | null;
}

/** Notes when each calendar and mailbox was read last, for staff and for alerts. */
export interface CalendarReads {
  /** A reading is over. `failure` is `null` when it succeeded. Never waits, and never throws. */
  note(source: ReadSource, practitionerId: string, failure: unknown): void;
  all(): Promise<readonly CalendarRead[]>;
}

/** The same calendar, whose readings are noted. */
export function noteCalendarReads(
  calendar: OfferedStarts,
  reads: Pick<CalendarReads, 'note'>,
): OfferedStarts {
  return {
    ...calendar,
    offeredStarts: (query) =>
      noting(calendar.offeredStarts(query), (failure) =>
        reads.note('calendar', query.practitionerId, failure),
      ),
  };
}

/** The same mailboxes, whose readings are noted. */
export function noteMailboxReads(mailboxes: Mailboxes, reads: Pick<CalendarReads, 'note'>): Mailboxes {
  return {
    ...mailboxes,
    eventsBetween: (window) =>
      noting(mailboxes.eventsBetween(window), (failure) =>
        reads.note('mailbox', window.practitionerId, failure),
      ),
  };
}

async function noting<T>(reading: Promise<T>, note: (failure: unknown) => void): Promise<T> {
  try {
    const read = await reading;
    note(null);
    return read;
  } catch (error) {
    note(error);
    throw error;
  }
}

/** While nothing else changes, a reading is noted once in so long. */
const noteEveryMs = 20 * secondMs;

export function storedCalendarReads({
  db,
  clock,
  log,
}: {
  db: Database;
  clock: Clock;
  log: Pick<Log, 'warn'>;
}): CalendarReads {
  const noted = new Map<string, { at: number; failed: boolean }>();

  async function write(
    source: ReadSource,
    practitionerId: string,
    failed: boolean,
    now: Date,
  ): Promise<void> {
    const values = {
      practitionerId,
      source,
      lastReadAt: failed ? null : now,
      failingSince: failed ? now : null,
    };
    await db
      .insert(calendarReads)
      .values(values)
      .onConflictDoUpdate({
        target: [calendarReads.practitionerId, calendarReads.source],
        set: failed
          ? { failingSince: sql`coalesce(${calendarReads.failingSince}, excluded.failing_since)` }
          : { lastReadAt: now, failingSince: null },
      });
  }

  return {
    note(source, practitionerId, failure) {
      // A reading that we stopped ourselves says nothing about the calendar.
      if (failure instanceof UpstreamError && failure.reason === 'aborted') return;
      const key = `${source} ${practitionerId}`;
      const failed = failure !== null;
      const now = clock.now();
      const last = noted.get(key);
      if (last?.failed === failed && Math.abs(now.getTime() - last.at) < noteEveryMs) return;
      noted.set(key, { at: now.getTime(), failed });
      write(source, practitionerId, failed, now).catch((error: unknown) => {
        noted.delete(key);
        log.warn('The reading of a calendar cannot be noted', { practitionerId, error });
      });
    },
    all: () => db.select().from(calendarReads),
  };
}
