import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import type { ServiceNames } from '../../ports/service-names.ts';
import type { Availability, CalendarReads } from '../availability/index.ts';
import type { BookingDeps } from '../bookings/index.ts';
import type { OwnTasks } from '../staff-tasks/index.ts';

export interface TodayDeps {
  bookings: BookingDeps;
  /** Limits tasks to a practitioner's own. Left out: a practitioner sees none. */
  ownTasks?: OwnTasks;
  staff: StaffAuth;
  names: ServiceNames;
  reads: Pick<CalendarReads, 'all'>;
  availability: Pick<Availability, 'combined'>;
  /** `null`: no practitioner has a mailbox. */
  mailboxes: Pick<Mailboxes, 'has' | 'eventsBetween'> | null;
  /** Numbers of other features for the navigation. */
  counts: {
    formsNotFiled: () => Promise<number>;
    waiting: () => Promise<number>;
    failedMessages: () => Promise<number>;
  };
}
