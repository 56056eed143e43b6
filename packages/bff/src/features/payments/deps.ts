import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { Store } from '../../platform/store/store.ts';
import type { PaymentGateway, PaymentNotices } from '../../ports/payments.ts';
import type { TaskFacts } from '../staff-tasks/index.ts';

export interface PaymentDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  gateway: PaymentGateway;
  sealing: Sealing;
  clock: Clock;
  log: Log;
  metrics: Metrics;
}

/** What payments ask of, and tell, whoever they are for. Handed in: payments know no bookings. */
export interface PaymentOwner {
  /** The patient's bank keeps the money back: go on. Told again for as long as nothing else is wanted of the payment. */
  authorised(bookingId: string, signal: AbortSignal): Promise<void>;
  /** What staff need to know to mend something about the payment of a booking. */
  factsOf(bookingId: string): Promise<TaskFacts>;
}

export interface PaymentNoticeDeps extends PaymentDeps {
  notices: PaymentNotices;
}
