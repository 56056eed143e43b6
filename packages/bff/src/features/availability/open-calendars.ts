import type { Log } from '../../platform/observability/log.ts';
import type { Database } from '../../platform/store/database.ts';
import type { OfferedStarts } from '../../ports/calendar.ts';
import { Availability } from './availability.ts';
import { FailOver } from './fail-over/fail-over.ts';
import { noteOutages, storedOutages } from './fail-over/outages.ts';
import { noteCalendarReads, noteMailboxReads, storedCalendarReads } from './reading/calendar-reads.ts';
import { storedCalendarVersions } from './reading/calendar-versions.ts';

type AvailabilityParts = ConstructorParameters<typeof Availability>[0];
type FailOverParts = ConstructorParameters<typeof FailOver>[0];
type Mailboxes = Parameters<typeof noteMailboxReads>[0];

type CalendarParts = Omit<AvailabilityParts, 'versions' | 'failOver' | 'mailboxes'> &
  Omit<FailOverParts, 'outages' | 'mailboxes' | 'calendar'> & {
    store: { db: Database };
    log: Log;
    calendar: OfferedStarts;
    /** `null` where no practitioner has a mailbox: then nothing replaces a calendar that is away. */
    mailboxes: Mailboxes | null;
  };

/** The free times of all practitioners, what replaces a calendar that is away, and when each was read. */
export function openCalendars({ mailboxes: unnoted, ...parts }: CalendarParts) {
  const { store, clock, log } = parts;
  const reads = storedCalendarReads({ db: store.db, clock, log });
  const mailboxes = unnoted && noteMailboxReads(unnoted, reads);
  const outages = storedOutages({ db: store.db, clock });
  const offeredStarts = noteOutages(noteCalendarReads(parts.calendar, reads), outages, log);
  const failOver = mailboxes && new FailOver({ ...parts, outages, calendar: offeredStarts, mailboxes });
  const availability = new Availability({
    ...parts,
    calendar: offeredStarts,
    mailboxes,
    failOver,
    versions: storedCalendarVersions(store.db),
  });
  return { availability, reads, outages, mailboxes, failOver, offeredStarts };
}

export type OpenCalendars = ReturnType<typeof openCalendars>;
