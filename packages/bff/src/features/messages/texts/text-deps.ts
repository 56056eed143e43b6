import type { Clock } from '../../../platform/clock.ts';
import type { Sealing } from '../../../platform/crypto/sealing.ts';
import type { JobQueue } from '../../../platform/jobs/jobs.ts';
import type { Store } from '../../../platform/store/store.ts';
import type { TextMessenger, TextWebhooks } from '../../../ports/text-messages.ts';
import type { PersonKeys } from '../../patients/index.ts';
import type { texts } from '../tables.ts';

/** An answer to the question whether a patient comes. */
export interface ReminderAnswer {
  bookingId: string;
  answer: 'coming' | 'cannot_come';
  /** The start of the appointment that the message asked about. The appointment can have another one by now. */
  askedFor: Date;
}

export interface TextDeps {
  store: Pick<Store, 'db'>;
  jobs: JobQueue;
  sealing: Sealing;
  clock: Clock;
  personKeys: Pick<PersonKeys, 'ofText'>;
  messenger: TextMessenger;
  webhooks: TextWebhooks;
  /** Whether a message with a window is still wanted: its appointment exists, at this start. Left out: always. */
  isWanted?: (bookingId: string, start: Date) => Promise<boolean>;
  /** A patient answered the message about a booking. It can run twice. `false`, or left out: staff read the answer. */
  onAnswer?: (answer: ReminderAnswer) => Promise<boolean>;
  /** What a patient gets at once whose answer a person has to read. */
  readByTeam?: string;
}

export type TextRow = typeof texts.$inferSelect;
