import type { Clinic } from '../../../config/clinic.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../../platform/jobs/jobs.ts';
import type { Store } from '../../../platform/store/store.ts';
import type { PracticeRecords } from '../../../ports/records.ts';
import type { Submission } from '../submission.ts';

export interface FilingDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  records: PracticeRecords;
  sealing: Sealing;
  clock: Clock;
  clinic: Clinic;
  enquiriesEmail: string;
  /** The part after the @ of Message-IDs. */
  messageIdDomain: string;
  /** Draws the form as it lies in the record; `null` once its content is erased. */
  draw: (submission: Submission) => Promise<Uint8Array | null>;
}

/** How long after a creation without an answer it may still come about. Longer than our own deadline for it. */
export const graceMs = 60_000;
