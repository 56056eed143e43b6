import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { JobRun } from '../../../platform/jobs/job.ts';
import { webhookEvents } from '../../../platform/webhook-inbox/index.ts';
import type { MailboxDeps } from '../deps.ts';
import { type WatchMailbox, watchMailboxJob } from '../jobs.ts';
import { watchMailbox } from './watch-mailbox.ts';

/** A burst of notifications about a mailbox is over when none has come for so long. */
export const quietSeconds = 2;
/** A mailbox whose notifications do not end is read after so long all the same. */
const longestSeconds = 30;

/** Compares a mailbox with the appointments once its burst of notifications is over, so that a burst costs one reading. */
export async function watchWhenQuiet(
  deps: MailboxDeps,
  run: Pick<JobRun<WatchMailbox>, 'payload' | 'signal'>,
): Promise<void> {
  const { practitionerId, waitsSince } = run.payload;
  const now = deps.clock.now().getTime();
  const since = waitsSince ? Date.parse(waitsSince) : now;
  const mayWait = now - since < longestSeconds * 1000;
  if (mayWait && (await isInBurst(deps, practitionerId)) && (await waitMore(deps, practitionerId, since)))
    return;
  await watchMailbox(deps, run);
}

async function isInBurst({ store, clock, webhooks }: MailboxDeps, practitionerId: string): Promise<boolean> {
  const quietSince = new Date(clock.now().getTime() - quietSeconds * 1000);
  const [last] = await store.db
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(
      and(
        eq(webhookEvents.provider, webhooks.provider),
        gt(webhookEvents.receivedAt, quietSince),
        // An index finds these.
        or(isNull(webhookEvents.handledAt), gt(webhookEvents.handledAt, quietSince)),
        sql`${webhookEvents.subjects} @> ${JSON.stringify({ changed: [practitionerId] })}::jsonb`,
      ),
    )
    .limit(1);
  return last !== undefined;
}

/** @returns false when a newer job waits already: it does not know since when this one has waited */
async function waitMore(
  { jobs, store }: MailboxDeps,
  practitionerId: string,
  since: number,
): Promise<boolean> {
  const added = await store.db.transaction((tx) =>
    jobs.enqueue(
      tx,
      watchMailboxJob,
      { practitionerId, waitsSince: new Date(since).toISOString() },
      { singletonKey: practitionerId, startAfterSeconds: quietSeconds },
    ),
  );
  return added !== null;
}
