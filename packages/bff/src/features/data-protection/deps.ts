import type { Clinic } from '../../config/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Store } from '../../platform/store/store.ts';
import type { DataProtectionGauges } from './gauges.ts';

export interface DataProtectionDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  sealing: Sealing;
  clock: Clock;
  clinic: Clinic;
  log: Log;
  gauges: DataProtectionGauges;
}
