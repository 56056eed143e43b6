import type { StaffCalendars } from '@botaniqal/shared/contracts/staff/calendars.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import type { CalendarReads } from '../availability/index.ts';

type Difference = StaffCalendars['practitioners'][number]['differences'][number];

export interface CalendarStatusDeps {
  clinic: { practitioners: readonly { id: string; name: string }[] };
  /** How staff know the services. */
  names: { calendar: string; mailbox: string };
  staff: StaffAuth;
  metrics: Pick<Metrics, 'mailboxesUnreadable'>;
  reads: Pick<CalendarReads, 'all'>;
  /** Whether a practitioner has a mailbox that we read. */
  hasMailbox(practitionerId: string): boolean;
  /** Until when we are told about changes in a mailbox, by practitioner. */
  subscriptionEnds(): Promise<ReadonlyMap<string, Date>>;
  /** Where calendars do not agree with our bookings, by practitioner. Left out: they are not compared. */
  differences?: () => Promise<ReadonlyMap<string, readonly Difference[]>>;
}
