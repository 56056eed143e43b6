import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Emitter } from '../../platform/events/events.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { Store } from '../../platform/store/store.ts';
import type { PaymentGateway, PaymentNotices } from '../../ports/payments.ts';

export interface PaymentDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  events: Emitter;
  gateway: PaymentGateway;
  sealing: Sealing;
  clock: Clock;
  log: Log;
  metrics: Metrics;
}

export interface PaymentNoticeDeps extends PaymentDeps {
  notices: PaymentNotices;
}
