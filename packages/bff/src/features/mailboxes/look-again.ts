import type { MailboxDeps } from './deps.ts';
import { watchMailboxJob } from './jobs.ts';
import { quietSeconds } from './overlaps/wait-for-quiet.ts';

/** A mailbox may have changed: pages read it again, and a job compares it with the confirmed appointments. */
export async function lookAgain(
  { availability, clock, jobs, store }: Pick<MailboxDeps, 'availability' | 'clock' | 'jobs' | 'store'>,
  practitionerId: string,
): Promise<void> {
  await availability.mailboxChanged(practitionerId);
  await store.db.transaction((tx) =>
    jobs.enqueue(
      tx,
      watchMailboxJob,
      { practitionerId, waitsSince: clock.now().toISOString() },
      { singletonKey: practitionerId, startAfterSeconds: quietSeconds },
    ),
  );
}
