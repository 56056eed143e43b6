import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Store } from '../../platform/store/store.ts';
import type { DataProtectionGauges } from './gauges.ts';
import type { RetentionPolicies } from './retention/policies.ts';

export interface DataProtectionDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  sealing: Sealing;
  clock: Clock;
  clinic: Clinic;
  log: Log;
  gauges: DataProtectionGauges;
  /** Every column with sealed values, as the features declare them, with `ownSealedColumns`. */
  sealedColumns: readonly SealedColumn[];
  /** What the features keep of people, and how each kind is erased. */
  retentionPolicies: RetentionPolicies;
}
