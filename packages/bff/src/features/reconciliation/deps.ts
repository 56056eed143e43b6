import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Emitter } from '../../platform/events/events.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import type { Store } from '../../platform/store/store.ts';
import type { CalendarLists, Scheduler } from '../../ports/calendar.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import type { ServiceNames } from '../../ports/service-names.ts';

export interface ReconciliationDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  events: Emitter;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  sealing: Sealing;
  staff: StaffAuth;
  clinic: Pick<Clinic, 'practitioners' | 'clinic'>;
  names: ServiceNames;
  lists: CalendarLists;
  scheduler: Pick<Scheduler, 'cancel'>;
  /** `null`: mailboxes are off. */
  mailboxes: Pick<Mailboxes, 'has' | 'eventsBetween' | 'read' | 'remove'> | null;
  records: Pick<PracticeRecords, 'listAppointments' | 'readAppointment'>;
}
