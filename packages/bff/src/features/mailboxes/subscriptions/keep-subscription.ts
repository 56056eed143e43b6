import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import { newOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type { MailboxDeps, MailboxOwner } from '../deps.ts';
import { lookAgain } from '../look-again.ts';
import { claimSubscription, releaseSubscription, type StoredSubscription } from './subscription-store.ts';

/** What the service is known to have. */
export interface ServiceView {
  /** When it was asked. A subscription that was made later is not in it. */
  readAt: Date;
  ids: ReadonlySet<string>;
}

type SubscriptionDeps = Pick<
  MailboxDeps,
  'availability' | 'clock' | 'jobs' | 'log' | 'publicUrl' | 'store' | 'subscriptions'
>;

/**
 * Makes sure that the service tells us about changes in this mailbox: makes the subscription, renews it when half of its
 * time is over, and makes a new one when the old one is lost or is for something else. One process does it at a time.
 * @param options.view what the service has; left out: only our own row is looked at
 * @param options.renew renews it, even when it has much time left
 * @returns false when another process works on it
 * @throws UpstreamError when the service cannot be reached, or refuses
 */
export async function keepSubscription(
  deps: SubscriptionDeps,
  owner: MailboxOwner,
  options: { view?: ServiceView; renew?: boolean; signal?: AbortSignal } = {},
): Promise<boolean> {
  const { db } = deps.store;
  const row = await claimSubscription(db, owner, deps.clock.now());
  if (!row) return false;
  let change: Parameters<typeof releaseSubscription>[2];
  try {
    change = await bringUpToDate(deps, owner, row, options);
  } finally {
    await releaseSubscription(db, owner.practitionerId, change);
  }
  return true;
}

async function bringUpToDate(
  deps: SubscriptionDeps,
  owner: MailboxOwner,
  row: StoredSubscription,
  { view, renew = false, signal }: { view?: ServiceView; renew?: boolean; signal?: AbortSignal },
): Promise<Partial<StoredSubscription> | undefined> {
  const { subscriptions, clock } = deps;
  const now = clock.now();
  const address = addressOf(deps);
  const isForThis = row.address === address && row.mailbox === owner.mailbox;
  const id = row.subscriptionId;
  if (id !== null && !isForThis) await subscriptions.remove(id, signal);
  const isLost = view !== undefined && id !== null && row.madeAt < view.readAt && !view.ids.has(id);
  if (id === null || !isForThis || isLost || row.endsAt <= now) return make(deps, owner, now, signal);
  const lifeMs = subscriptions.longestMinutes * minuteMs;
  if (!renew && row.endsAt.getTime() - now.getTime() > lifeMs / 2) return undefined;
  const expiresAt = new Date(now.getTime() + lifeMs);
  const renewed = await subscriptions.renew({
    subscriptionId: id,
    expiresAt,
    ...(signal ? { signal } : {}),
  });
  return renewed ? { endsAt: renewed.expiresAt } : make(deps, owner, now, signal);
}

/** Changes before this moment were not told, so the mailbox is looked at again. */
async function make(
  deps: SubscriptionDeps,
  { practitionerId, mailbox }: MailboxOwner,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<Partial<StoredSubscription>> {
  const { subscriptions } = deps;
  const { token, hash } = newOpaqueToken();
  const address = addressOf(deps);
  const wanted = {
    practitionerId,
    address,
    lifecycleAddress: `${deps.publicUrl}${endpoints.graphLifecycleWebhook}`,
    secret: token,
    expiresAt: new Date(now.getTime() + subscriptions.longestMinutes * minuteMs),
    ...(signal ? { signal } : {}),
  };
  const made = await subscriptions.create(wanted).catch(async (error: unknown) => {
    // The service has one that we do not know: its answer was lost, or our row was.
    if (!(error instanceof UpstreamError) || error.status !== 409) throw error;
    await removeUnknown(deps, practitionerId, signal);
    return subscriptions.create(wanted);
  });
  await lookAgain(deps, practitionerId);
  deps.log.info('A mailbox is subscribed to', { practitionerId });
  return {
    subscriptionId: made.subscriptionId,
    mailbox,
    address,
    secretHash: hash,
    endsAt: made.expiresAt,
    madeAt: now,
  };
}

async function removeUnknown(
  { subscriptions, log }: SubscriptionDeps,
  practitionerId: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const one of await subscriptions.list(signal)) {
    if (one.practitionerId !== practitionerId) continue;
    log.warn('A subscription that we do not know is removed', { practitionerId });
    await subscriptions.remove(one.subscriptionId, signal);
  }
}

/** Where notifications about changes go. */
export function addressOf({ publicUrl }: Pick<MailboxDeps, 'publicUrl'>): string {
  return `${publicUrl}${endpoints.graphWebhook}`;
}
