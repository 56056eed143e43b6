import type { JobRun } from '../../../platform/jobs/job.ts';
import { type MailboxDeps, mailboxOwners } from '../deps.ts';
import { keepSubscription } from './keep-subscription.ts';

/**
 * The service says that a subscription has ended, or ends soon. It is not believed: what the service has is read first.
 * @throws UpstreamError, and when another process works on it: the job runs again
 */
export async function keepNow(
  deps: MailboxDeps,
  run: Pick<JobRun<{ practitionerId: string; why: 'removed' | 'renewal_due' }>, 'payload' | 'signal'>,
): Promise<void> {
  const { practitionerId, why } = run.payload;
  const owner = mailboxOwners(deps).find((one) => one.practitionerId === practitionerId);
  if (!owner) return;
  const readAt = deps.clock.now();
  const listed = await deps.subscriptions.list(run.signal);
  const view = { readAt, ids: new Set(listed.map(({ subscriptionId }) => subscriptionId)) };
  const kept = await keepSubscription(deps, owner, {
    view,
    renew: why === 'renewal_due',
    signal: run.signal,
  });
  if (!kept) throw new Error('Another process works on this subscription.');
}
