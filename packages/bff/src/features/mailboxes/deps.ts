import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { Store } from '../../platform/store/store.ts';
import type { Scheduler } from '../../ports/calendar.ts';
import type { Mailboxes, MailboxSubscriptions, MailboxWebhooks } from '../../ports/mailboxes.ts';
import type { Availability } from '../availability/index.ts';

export interface MailboxDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  sealing: Sealing;
  mailboxes: Mailboxes;
  subscriptions: MailboxSubscriptions;
  webhooks: MailboxWebhooks;
  /** Tells which event is the copy that the calendar wrote for an appointment. */
  scheduler: Pick<Scheduler, 'read'>;
  availability: Pick<Availability, 'mailboxChanged'>;
  clinic: { practitioners: readonly { id: string; mailbox?: string }[] };
  /** Where this server is reached from outside; no slash at the end. */
  publicUrl: string;
}

/** A practitioner who has a mailbox. */
export interface MailboxOwner {
  practitionerId: string;
  /** The mailbox's address. */
  mailbox: string;
}

/** The practitioners of `clinic.yaml` who have a mailbox. */
export function mailboxOwners({ clinic }: Pick<MailboxDeps, 'clinic'>): MailboxOwner[] {
  return clinic.practitioners.flatMap(({ id, mailbox }) =>
    mailbox ? [{ practitionerId: id, mailbox }] : [],
  );
}
