import { createHash, randomUUID } from 'node:crypto';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import { z } from 'zod';
import { matchesOpaqueToken } from '../../platform/crypto/opaque-token.ts';
import { Problem } from '../../platform/problem.ts';
import { gatheringProvider, type WebhookProvider } from '../../platform/webhook-inbox/index.ts';
import type { MailboxNotification } from '../../ports/mailboxes.ts';
import type { MailboxDeps } from './deps.ts';
import { keepSubscriptionJob } from './jobs.ts';
import { lookAgain } from './look-again.ts';
import { subscriptionsWithIds } from './subscriptions/subscription-store.ts';

/** Whose mailboxes a delivery is about, and why. */
const subjects = z.object({
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  renewalDue: z.array(z.string()),
});
type Subjects = z.infer<typeof subjects>;

/** A notification whose secret is the one of its subscription. */
type Genuine = MailboxNotification & { practitionerId: string };

/**
 * Notifications about mailboxes. Each one only says that a mailbox is to be read again, so a burst of them costs one
 * reading for each mailbox. One delivery can have notifications of several subscriptions, and each has its own secret:
 * the genuine ones count, the others are dropped, and a delivery with none is refused.
 */
export function mailboxWebhooks(deps: MailboxDeps): WebhookProvider {
  const { provider, displayName } = deps.webhooks;
  const common = {
    echoes: 'validationToken',
    description: `${displayName} does not sign: each notification repeats the secret of its subscription. With \`validationToken\` the answer is the token as plain text. A repeat changes nothing.`,
  };
  return gatheringProvider<Subjects>({
    name: provider,
    addresses: [
      {
        ...common,
        path: endpoints.graphWebhook,
        summary: `Take notifications of changes in mailboxes from ${displayName}`,
      },
      {
        ...common,
        path: endpoints.graphLifecycleWebhook,
        summary: `Take notifications about the subscriptions themselves from ${displayName}`,
      },
    ],
    subjects,
    async read({ body, log }) {
      const all = deps.webhooks.parse(body) ?? [];
      const genuine = await genuineOf(deps, all);
      if (genuine.length === 0) throw new Problem('unauthorized', 'The secret is missing or wrong.');
      if (genuine.length < all.length) {
        log.warn('Notifications with a wrong secret are dropped', { count: all.length - genuine.length });
      }
      const of = (...kinds: MailboxNotification['kind'][]) => [
        ...new Set(genuine.flatMap((one) => (kinds.includes(one.kind) ? [one.practitionerId] : []))),
      ];
      return {
        key: keyOf(genuine, deps.clock.now()),
        kind: 'notifications',
        subjects: {
          changed: of('changed', 'missed', 'other'),
          removed: of('removed'),
          renewalDue: of('renewal_due'),
        },
      };
    },
    async handleAll(events) {
      const all = (which: keyof Subjects) => new Set(events.flatMap((event) => event.subjects[which]));
      const removed = all('removed');
      for (const practitionerId of removed) await keepSoon(deps, practitionerId, 'removed');
      for (const practitionerId of all('renewalDue')) {
        if (!removed.has(practitionerId)) await keepSoon(deps, practitionerId, 'renewal_due');
      }
      // Notifications between the end of a subscription and the next one are lost, so that mailbox is read again, too.
      for (const practitionerId of new Set([...all('changed'), ...removed])) {
        await lookAgain(deps, practitionerId);
      }
    },
  });
}

async function keepSoon(
  { jobs, store }: Pick<MailboxDeps, 'jobs' | 'store'>,
  practitionerId: string,
  why: 'removed' | 'renewal_due',
): Promise<void> {
  await store.db.transaction((tx) =>
    jobs.enqueue(
      tx,
      keepSubscriptionJob,
      { practitionerId, why },
      { singletonKey: `${practitionerId} ${why}` },
    ),
  );
}

async function genuineOf(
  { store }: Pick<MailboxDeps, 'store'>,
  notifications: readonly MailboxNotification[],
): Promise<Genuine[]> {
  const ids = new Set(notifications.map(({ subscriptionId }) => subscriptionId));
  const rows = await subscriptionsWithIds(store.db, [...ids]);
  const byId = new Map(rows.map((row) => [row.subscriptionId, row]));
  return notifications.flatMap((notification) => {
    const row = byId.get(notification.subscriptionId);
    if (!row || !matchesOpaqueToken(notification.secret, row.secretHash)) return [];
    return [{ ...notification, practitionerId: row.practitionerId }];
  });
}

/**
 * The same for every delivery of the same notifications. One without a sign of its own counts once a minute: it may be a
 * repeat, or the next change.
 */
function keyOf(genuine: readonly Genuine[], now: Date): string {
  const minute = Math.floor(now.getTime() / minuteMs);
  const keys = genuine.map(
    ({ key, subscriptionId, kind }) => key ?? `${subscriptionId} ${kind} ${minute} ${anonymousOf(kind)}`,
  );
  return createHash('sha256').update(keys.toSorted().join('\n')).digest('base64url');
}

/** A change without a sign of its own is never taken for a repeat, since a change that is dropped is not seen. */
function anonymousOf(kind: MailboxNotification['kind']): string {
  return kind === 'changed' ? randomUUID() : '';
}
