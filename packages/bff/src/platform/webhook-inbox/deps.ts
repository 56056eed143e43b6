import type { Clock } from '../clock.ts';
import type { JobQueue } from '../jobs/jobs.ts';
import type { Store } from '../store/store.ts';

export interface WebhookInboxDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  clock: Clock;
}
