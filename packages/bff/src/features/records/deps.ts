import type { Clinic } from '../../config/clinic/clinic.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealing } from '../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../platform/jobs/jobs.ts';
import type { Log } from '../../platform/observability/log.ts';
import type { Store } from '../../platform/store/store.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import type { ServiceNames } from '../../ports/service-names.ts';
import type { Submission } from '../forms/index.ts';
import type { PersonKeys } from '../patients/index.ts';
import type { PersonLocks } from './patients/person-locks.ts';

export interface RecordsDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  records: PracticeRecords;
  personKeys: PersonKeys;
  sealing: Sealing;
  clock: Clock;
  clinic: Clinic;
  log: Log;
  /** What mails to staff call the services. */
  names: ServiceNames;
  enquiriesEmail: string;
  /** Where a patient manages a booking: reception's mail is written again with a link to the patient's record. */
  managePage: string;
  /** The page where patients test camera and sound. */
  checkPage: string;
  /** The part after the @ of Message-IDs. */
  messageIdDomain: string;
  /** Draws the form as it is filed in the record; `null` once its content is erased. */
  drawForm: (submission: Submission) => Promise<Uint8Array | null>;
}

/** What the jobs of this feature share. */
export interface FilingDeps extends RecordsDeps {
  locks: PersonLocks;
}
