import type { MailboxDeps } from './deps.ts';
import { watchMailboxJob } from './jobs.ts';

/** A burst of notifications ends within so long, and is then one comparison. */
const gatherSeconds = 5;

/** A mailbox may have changed: pages read it again, and a job compares it with the confirmed appointments. */
export async function lookAgain(
  { availability, jobs, store }: Pick<MailboxDeps, 'availability' | 'jobs' | 'store'>,
  practitionerId: string,
): Promise<void> {
  await availability.mailboxChanged(practitionerId);
  await store.db.transaction((tx) =>
    jobs.enqueue(
      tx,
      watchMailboxJob,
      { practitionerId },
      { singletonKey: practitionerId, startAfterSeconds: gatherSeconds },
    ),
  );
}
