import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { Emitter } from '../../platform/events/events.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Metrics } from '../../platform/observability/metrics.ts';
import type { Store } from '../../platform/store/store.ts';
import type { PaymentGateways } from '../../ports/payments/gateway.ts';
import type { PaymentWebhooks } from '../../ports/payments/webhooks.ts';

export interface PaymentDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  events: Emitter;
  gateways: PaymentGateways;
  sealing: Sealing;
  clock: Clock;
  log: Log;
  metrics: Metrics;
}

export interface PaymentWebhookDeps extends PaymentDeps {
  webhooks: PaymentWebhooks;
}
