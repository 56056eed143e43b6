import type { Schedule } from '../../../platform/jobs/schedule.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { MailboxSubscription } from '../../../ports/mailboxes.ts';
import { type MailboxDeps, mailboxOwners } from '../deps.ts';
import { addressOf, keepSubscription, type ServiceView } from './keep-subscription.ts';
import {
  claimSubscription,
  forgetSubscription,
  releaseSubscription,
  storedSubscriptions,
} from './subscription-store.ts';

/** Compares our subscriptions with those that the service has. */
export function keepSubscriptionsSchedule(deps: MailboxDeps): Schedule {
  return {
    name: 'keep-mailbox-subscriptions',
    everySeconds: 60,
    firstAfterSeconds: 2,
    run: ({ signal }) => keepSubscriptions(deps, signal),
  };
}

/**
 * Keeps one subscription for each mailbox of `clinic.yaml`, and ends those of practitioners who have left. What fails for
 * one mailbox does not stop the others: the next run tries again.
 */
export async function keepSubscriptions(deps: MailboxDeps, signal: AbortSignal): Promise<void> {
  const readAt = deps.clock.now();
  const listed = await listOf(deps, signal);
  if (!listed) return;
  const view: ServiceView = { readAt, ids: new Set(listed.map(({ subscriptionId }) => subscriptionId)) };
  const owners = mailboxOwners(deps);
  await removeUnknown(deps, listed, signal);
  await endWithoutOwner(deps, new Set(owners.map(({ practitionerId }) => practitionerId)), signal);
  for (const owner of owners) {
    await attempt(deps, owner.practitionerId, () => keepSubscription(deps, owner, { view, signal }));
  }
}

async function listOf(
  { subscriptions, log }: MailboxDeps,
  signal: AbortSignal,
): Promise<readonly MailboxSubscription[] | null> {
  try {
    return await subscriptions.list(signal);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn('The subscriptions to mailboxes cannot be read', { error });
    return null;
  }
}

async function endWithoutOwner(
  deps: MailboxDeps,
  owners: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const { store, subscriptions, clock } = deps;
  for (const row of await storedSubscriptions(store.db)) {
    const { practitionerId } = row;
    if (owners.has(practitionerId)) continue;
    const claimed = await claimSubscription(store.db, row, clock.now());
    if (!claimed) continue;
    await attempt(deps, practitionerId, async () => {
      if (claimed.subscriptionId !== null) await subscriptions.remove(claimed.subscriptionId, signal);
      await forgetSubscription(store.db, practitionerId);
    });
    await releaseSubscription(store.db, practitionerId);
  }
}

/**
 * Ends subscriptions that send to this server and that we do not know: the answer to their creation was lost. One whose
 * practitioner another process works on at this moment is left alone.
 */
async function removeUnknown(
  deps: MailboxDeps,
  listed: readonly MailboxSubscription[],
  signal: AbortSignal,
): Promise<void> {
  const rows = await storedSubscriptions(deps.store.db);
  const now = deps.clock.now();
  const known = new Set(rows.map(({ subscriptionId }) => subscriptionId));
  const claimed = new Set(rows.flatMap((row) => (row.claimedUntil > now ? [row.practitionerId] : [])));
  for (const { subscriptionId, practitionerId, address } of listed) {
    if (address !== addressOf(deps) || known.has(subscriptionId)) continue;
    if (practitionerId !== null && claimed.has(practitionerId)) continue;
    await attempt(deps, practitionerId, () => deps.subscriptions.remove(subscriptionId, signal));
  }
}

async function attempt(
  { log }: MailboxDeps,
  practitionerId: string | null,
  act: () => Promise<unknown>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn('A subscription to a mailbox could not be kept', { practitionerId, error });
  }
}
